; The installer: in French, for one user, without an administrator. build/nsis.py compiles it with these definitions:
;   VERSION    of the program                  OUTPUT     the installer to make
;   FILES      how each file is installed and removed, by name: the macros INSTALL_FILES and REMOVE_FILES
;   SIDE       the picture of its first page   RESOURCES  the folder of the icon
;   KILOBYTES  what it takes on the disk       QUICKLY    if defined, pack lightly
;   TARGET     the kind of Windows program     SIGN       if defined, the command that signs an executable
; Exit codes of a silent installation (/S): 0 done, 2 interrupted, 3 the program is running, 4 a newer version is in place.

Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
!ifdef TARGET
  Target ${TARGET}
!endif
!ifdef QUICKLY
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include nsDialogs.nsh
!include WordFunc.nsh
!include "${FILES}"

!define PRODUCT "Pégase Réclamations"
!define PUBLISHER "Auto-école Pégase"
!define EXECUTABLE "PegaseReclamations.exe"
!define COMMANDS "pegase-desktop.exe"
!define UNINSTALLER "Desinstaller.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\PegaseReclamations"
!define CLASSES "Software\Classes"
!define DATA "$LOCALAPPDATA\Pegase-Reclamations"
!define COPIES "${DATA}\Sauvegardes"
!define START_MENU "$SMPROGRAMS\${PRODUCT}.lnk"
!define DESKTOP "$DESKTOP\${PRODUCT}.lnk"
!define CODE_RUNNING 3
!define CODE_NEWER 4

Name "${PRODUCT}"
Caption "Installation de ${PRODUCT} ${VERSION}"
UninstallCaption "Désinstallation de ${PRODUCT} ${VERSION}"
BrandingText "${PUBLISHER}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${PRODUCT}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${PRODUCT}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installation de ${PRODUCT}"
VIAddVersionKey CompanyName "${PUBLISHER}"
VIAddVersionKey LegalCopyright "Licence MIT"

Var FormerVersion
Var FormerFolder
Var Welcome
Var RegisterBox
Var RemoveRegister

!define MUI_ICON "${RESOURCES}\icon.ico"
!define MUI_UNICON "${RESOURCES}\icon.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_CUSTOMFUNCTION_GUIINIT DescribeWhatWillBeDone
!define MUI_WELCOMEPAGE_TITLE "${PRODUCT} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "$Welcome"
!define MUI_FINISHPAGE_TITLE "${PRODUCT} est installé"
!define MUI_FINISHPAGE_TEXT "Vous le trouverez dans le menu Démarrer et sur le bureau."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXECUTABLE}"
!define MUI_FINISHPAGE_RUN_TEXT "Ouvrir ${PRODUCT}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
UninstPage custom un.AskAboutRegister un.KeepAnswer
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"

; What a double-click opens: the ending, its file type, what the Explorer says of it. Said once, for both ways.
!macro FOR_EACH_FILE_TYPE ACT
  !insertmacro ${ACT} ".pegase" "PegaseReclamations.Registre" "Registre des réclamations"
  !insertmacro ${ACT} ".pegase-copie" "PegaseReclamations.Sauvegarde" "Sauvegarde du registre des réclamations"
  !insertmacro ${ACT} ".pegase-demenagement" "PegaseReclamations.Demenagement" "Registre à installer sur un autre PC"
!macroend

; Windows lets nobody write to an executable that is running.
!macro REFUSE_WHILE_RUNNING FOLDER NAME
  ${DoWhile} ${FileExists} "${FOLDER}\${NAME}"
    ClearErrors
    FileOpen $0 "${FOLDER}\${NAME}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${PRODUCT} est ouvert, ou attend à côté de l’horloge. Quittez-le, puis recommencez." /SD IDCANCEL IDCANCEL`
      SetErrorLevel ${CODE_RUNNING}
      Quit
    ${EndIf}
  ${Loop}
!macroend

!macro REGISTER_FILE_TYPE ENDING FILE_TYPE DESCRIPTION
  WriteRegStr HKCU "${CLASSES}\${ENDING}" "" "${FILE_TYPE}"
  WriteRegStr HKCU "${CLASSES}\${FILE_TYPE}" "" "${DESCRIPTION}"
  WriteRegStr HKCU "${CLASSES}\${FILE_TYPE}\DefaultIcon" "" "$INSTDIR\${EXECUTABLE},0"
  WriteRegStr HKCU "${CLASSES}\${FILE_TYPE}\shell\open\command" "" '"$INSTDIR\${EXECUTABLE}" --register "%1"'
!macroend

; Who has given an ending to another program since keeps that.
!macro FORGET_FILE_TYPE ENDING FILE_TYPE DESCRIPTION
  ReadRegStr $0 HKCU "${CLASSES}\${ENDING}" ""
  ${If} $0 == "${FILE_TYPE}"
    DeleteRegValue HKCU "${CLASSES}\${ENDING}" ""
    DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${FILE_TYPE}"
!macroend

Function .onInit
  ReadRegStr $FormerVersion HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ReadRegStr $FormerFolder HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $FormerVersion != ""
    ${VersionCompare} "$FormerVersion" "${VERSION}" $0
    ${If} $0 == 1
      MessageBox MB_OK|MB_ICONINFORMATION "La version $FormerVersion de ${PRODUCT} est déjà installée. Elle est plus récente que celle-ci (${VERSION}) : rien n’a été changé." /SD IDOK
      SetErrorLevel ${CODE_NEWER}
      Quit
    ${EndIf}
    !insertmacro REFUSE_WHILE_RUNNING "$FormerFolder" "${EXECUTABLE}"
    !insertmacro REFUSE_WHILE_RUNNING "$FormerFolder" "${COMMANDS}"
  ${EndIf}
FunctionEnd

Function DescribeWhatWillBeDone
  StrCpy $Welcome "Le registre des réclamations de l’auto-école va être installé pour vous, sur cet ordinateur. Rien d’autre n’est changé."
  ${If} $FormerVersion == "${VERSION}"
    StrCpy $Welcome "La version ${VERSION} est déjà installée : elle va être réinstallée. Vos réclamations restent en place."
  ${ElseIf} $FormerVersion != ""
    StrCpy $Welcome "La version $FormerVersion va être remplacée par la version ${VERSION}. Vos réclamations restent en place."
  ${EndIf}
  StrCpy $Welcome "$Welcome$\r$\n$\r$\nCliquez sur « Installer »."
FunctionEnd

Section
  ${If} $FormerVersion != ""
    Call RemoveFormerVersion
  ${EndIf}
  !insertmacro INSTALL_FILES
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  Call MakeShortcuts
  Call RegisterFileTypes
  Call RegisterProgram
SectionEnd

; The former version's own uninstaller knows its files by name; it waits for nobody and leaves shortcuts and settings.
Function RemoveFormerVersion
  ${If} ${FileExists} "$FormerFolder\${UNINSTALLER}"
    CopyFiles /SILENT "$FormerFolder\${UNINSTALLER}" "$PLUGINSDIR\${UNINSTALLER}"
    ExecWait '"$PLUGINSDIR\${UNINSTALLER}" /S /UPGRADE _?=$FormerFolder'
  ${EndIf}
FunctionEnd

; A desktop shortcut that the user has removed is not forced back by an upgrade.
Function MakeShortcuts
  SetOutPath "$INSTDIR"
  CreateShortcut "${START_MENU}" "$INSTDIR\${EXECUTABLE}"
  ${If} $FormerVersion == ""
  ${OrIf} ${FileExists} "${DESKTOP}"
    CreateShortcut "${DESKTOP}" "$INSTDIR\${EXECUTABLE}"
  ${EndIf}
FunctionEnd

Function RegisterFileTypes
  !insertmacro FOR_EACH_FILE_TYPE REGISTER_FILE_TYPE
  ${RefreshShellIcons}
FunctionEnd

Function RegisterProgram
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXECUTABLE},0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
FunctionEnd

Function un.onInit
  !insertmacro REFUSE_WHILE_RUNNING "$INSTDIR" "${EXECUTABLE}"
  !insertmacro REFUSE_WHILE_RUNNING "$INSTDIR" "${COMMANDS}"
FunctionEnd

Function un.AskAboutRegister
  !insertmacro MUI_HEADER_TEXT "Désinstaller ${PRODUCT}" "Le programme est retiré de cet ordinateur."
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 40u "Vos réclamations, leurs pièces, leur journal et leurs sauvegardes restent sur cet ordinateur : une nouvelle installation les retrouvera."
  Pop $0
  ${NSD_CreateCheckbox} 0 48u 100% 12u "Supprimer aussi le registre des réclamations de cet utilisateur et ses sauvegardes"
  Pop $RegisterBox
  ${NSD_CreateLabel} 12u 62u 95% 30u "La suppression est définitive. Les copies « avant mise à jour » et les registres rangés ailleurs ne sont pas touchés."
  Pop $0
  nsDialogs::Show
FunctionEnd

Function un.KeepAnswer
  ${NSD_GetState} $RegisterBox $RemoveRegister
FunctionEnd

Section un.
  !insertmacro REMOVE_FILES
  Delete "$INSTDIR\${UNINSTALLER}"
  RMDir "$INSTDIR"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPGRADE" $1
  ${If} ${Errors}
    Call un.ForgetProgram
  ${EndIf}
  ${If} $RemoveRegister == ${BST_CHECKED}
    Call un.RemoveCopies
    Call un.RemoveRegister
  ${EndIf}
SectionEnd

Function un.ForgetProgram
  Delete "${START_MENU}"
  Delete "${DESKTOP}"
  !insertmacro FOR_EACH_FILE_TYPE FORGET_FILE_TYPE
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  ${un.RefreshShellIcons}
FunctionEnd

; The names of copies have their day in them, so these go by their endings, which are the program's own, or by the
; form of a name that it gives to what is half made: what else somebody keeps there stays, and the folder around it.
Function un.RemoveCopies
  Delete "${COPIES}\*.pegase-copie"
  Delete "${COPIES}\*.pegase-copie.json"
  Delete "${COPIES}\.*.part"
  Delete "${COPIES}\.*.part-journal"
  RMDir "${COPIES}"
FunctionEnd

; By name too: what the user keeps beside it stays.
Function un.RemoveRegister
  Delete "${DATA}\registre.pegase"
  Delete "${DATA}\registre.pegase-wal"
  Delete "${DATA}\registre.pegase-shm"
  Delete "${DATA}\registre.pegase.lock"
  Delete "${DATA}\registre.pegase.show"
  Delete "${DATA}\preferences.json"
  Delete "${DATA}\problemes.log"
  Delete "${DATA}\arrets.log"
  RMDir "${DATA}"
FunctionEnd
