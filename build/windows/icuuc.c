/* The converters that Qt asks of icuuc.dll, which Windows 10 has and Wine lacks: each says that it knows no encoding.
   For Wine's own system folder only; Qt then keeps to the encodings it carries itself, UTF-8 among them. */

enum { U_FILE_ACCESS_ERROR = 4 };

void *ucnv_open(const char *name, int *error)
{
    (void)name;
    *error = U_FILE_ACCESS_ERROR;
    return 0;
}

#define KNOWS_NOTHING(name) long long name(void) { return 0; }

KNOWS_NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
KNOWS_NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
KNOWS_NOTHING(ucnv_cbFromUWriteUChars)
KNOWS_NOTHING(ucnv_cbToUWriteUChars)
KNOWS_NOTHING(ucnv_close)
KNOWS_NOTHING(ucnv_countAvailable)
KNOWS_NOTHING(ucnv_fromUCountPending)
KNOWS_NOTHING(ucnv_fromUnicode)
KNOWS_NOTHING(ucnv_getAvailableName)
KNOWS_NOTHING(ucnv_getFromUCallBack)
KNOWS_NOTHING(ucnv_getMaxCharSize)
KNOWS_NOTHING(ucnv_getName)
KNOWS_NOTHING(ucnv_getStandardName)
KNOWS_NOTHING(ucnv_getToUCallBack)
KNOWS_NOTHING(ucnv_reset)
KNOWS_NOTHING(ucnv_setFromUCallBack)
KNOWS_NOTHING(ucnv_setToUCallBack)
KNOWS_NOTHING(ucnv_toUCountPending)
KNOWS_NOTHING(ucnv_toUnicode)
