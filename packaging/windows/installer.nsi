; A setup for one user: no administrator is asked. /S installs silently, /D=FOLDER chooses the folder.
; Uninstalling keeps packs, what went out, profile and settings, unless the box is ticked or /DATA is given.
Target amd64-unicode
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "nsDialogs.nsh"
!include "LogicLib.nsh"

!define NAME "RSO Toolbox"
!define CLASS "RSOToolbox.Pack"
!define MEDIA_TYPE "application/vnd.rso-toolbox.pack+zip"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\RSOToolbox"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\rso-toolbox.exe"
; Where Windows keeps a user's own part of PATH.
!define ENVIRONMENT "Environment"
; A string of this setup holds so many letters less one; what is longer would be cut, and is never written.
!define /math LONGEST_PATH ${NSIS_MAX_STRLEN} - 8
; Where the program keeps its data.
!define DATA "$LOCALAPPDATA\rso-toolbox"

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\RSO Toolbox"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
SetCompressor /SOLID lzma
SetDateSave on
ManifestDPIAware true
ManifestSupportedOS Win10
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" ""

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\rso-toolbox.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Start ${NAME}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
UninstPage custom un.askData un.dataAsked
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var box
Var removesData

; A program that runs cannot be replaced: nothing is touched then.
!macro notRunning
    ${If} ${FileExists} "$INSTDIR\rso-toolbox.exe"
        ClearErrors
        FileOpen $0 "$INSTDIR\rso-toolbox.exe" a
        ${If} ${Errors}
            IfSilent +2
            MessageBox MB_OK|MB_ICONEXCLAMATION "${NAME} is running. Close its window, then start this again. Nothing was changed."
            SetErrorLevel 2
            Abort "${NAME} is running."
        ${EndIf}
        FileClose $0
    ${EndIf}
!macroend

; The user's own PATH in $0, and its type in $1: 0 where there is none, -1 where it cannot be changed safely, with this
; put behind it.
!macro readPath MORE
    StrCpy $0 ""
    StrCpy $1 -1
    System::Call 'advapi32::RegGetValueW(p -2147483647, w "${ENVIRONMENT}", w "Path", i 0x1000FFFF, *i .r1, p 0, *i .r2) i .r3'
    ; In letters.
    IntOp $2 $2 / 2
    StrLen $4 "${MORE}"
    IntOp $2 $2 + $4
    ${If} $3 = 2
        StrCpy $1 0
    ${ElseIf} $3 <> 0
    ${OrIf} $2 > ${LONGEST_PATH}
        StrCpy $1 -1
    ; Neither REG_SZ nor REG_EXPAND_SZ.
    ${ElseIf} $1 <> 1
    ${AndIf} $1 <> 2
        StrCpy $1 -1
    ${Else}
        ClearErrors
        ReadRegStr $0 HKCU "${ENVIRONMENT}" "Path"
        ${If} ${Errors}
            StrCpy $1 -1
        ${EndIf}
    ${EndIf}
!macroend

; Writes $0 with the type $1, and tells the programs that run.
!macro writePath
    ${If} $0 == ""
        DeleteRegValue HKCU "${ENVIRONMENT}" "Path"
    ${ElseIf} $1 = 1
        WriteRegStr HKCU "${ENVIRONMENT}" "Path" $0
    ${Else}
        WriteRegExpandStr HKCU "${ENVIRONMENT}" "Path" $0
    ${EndIf}
    SendMessage ${HWND_BROADCAST} ${WM_WININICHANGE} 0 "STR:${ENVIRONMENT}" /TIMEOUT=5000
!macroend

; Where the program's folder stands in $0, as $2: -1 where it does not.
!macro findInPath
    StrLen $3 ";$INSTDIR;"
    StrLen $4 ";$0;"
    StrCpy $2 0
    ${Do}
        StrCpy $5 ";$0;" $3 $2
        ${If} $5 == ";$INSTDIR;"
            ${Break}
        ${EndIf}
        IntOp $2 $2 + 1
        ${If} $2 >= $4
            StrCpy $2 -1
            ${Break}
        ${EndIf}
    ${Loop}
!macroend

; Consoles find the program. What is added is kept, so that just this goes again.
Function addToPath
    !insertmacro readPath ";$INSTDIR"
    ${If} $1 = -1
        MessageBox MB_OK|MB_ICONINFORMATION "PATH is as it was, for it is long or unusual. A console starts the program by its whole path: $INSTDIR\rso-toolbox" /SD IDOK
        Return
    ${EndIf}
    !insertmacro findInPath
    ${If} $2 <> -1
        Return
    ${EndIf}
    StrCpy $6 "$INSTDIR"
    StrCpy $5 $0 1 -1
    ${If} $0 != ""
    ${AndIf} $5 != ";"
        StrCpy $6 ";$INSTDIR"
    ${EndIf}
    StrCpy $0 "$0$6"
    !insertmacro writePath
    WriteRegStr HKCU "${UNINSTALL}" "AddedToPath" $6
FunctionEnd

; Where it was added, and nowhere else.
Function un.takeFromPath
    ReadRegStr $6 HKCU "${UNINSTALL}" "AddedToPath"
    ${If} $6 == ""
        Return
    ${EndIf}
    !insertmacro readPath ""
    ${If} $1 = -1
        MessageBox MB_OK|MB_ICONINFORMATION "PATH is as it was, for it is long or unusual. You may take this folder out of it: $INSTDIR" /SD IDOK
        Return
    ${EndIf}
    !insertmacro findInPath
    ${If} $2 = -1
        Return
    ${EndIf}
    StrLen $3 $6
    StrCpy $5 $0 "" -$3
    ${If} $5 == $6
        StrCpy $0 $0 -$3
    ${Else}
        ; Something was added behind it since.
        StrLen $3 "$INSTDIR;"
        IntOp $3 $3 + $2
        StrCpy $5 $0 "" $3
        StrCpy $0 $0 $2
        StrCpy $0 "$0$5"
    ${EndIf}
    !insertmacro writePath
FunctionEnd

Section
    !insertmacro notRunning
    SetOutPath "$INSTDIR"
    File "${STAGE}\rso-toolbox.exe"
    File "${STAGE}\rso-toolbox.com"
    File "${STAGE}\LICENSE-MIT"
    File "${STAGE}\LICENSE-APACHE"
    File "${STAGE}\THIRD-PARTY-LICENCES.md"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\rso-toolbox.exe"

    WriteRegStr HKCU "Software\Classes\.rsopack" "" "${CLASS}"
    WriteRegStr HKCU "Software\Classes\.rsopack" "Content Type" "${MEDIA_TYPE}"
    WriteRegStr HKCU "Software\Classes\.rsopack\OpenWithProgids" "${CLASS}" ""
    WriteRegStr HKCU "Software\Classes\${CLASS}" "" "RSO Toolbox pack"
    WriteRegStr HKCU "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\rso-toolbox.exe,1"
    WriteRegStr HKCU "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\rso-toolbox.exe" --open "%1"'
    WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\rso-toolbox.exe"
    Call addToPath

    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\rso-toolbox.exe"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    IntFmt $0 "0x%08X" $0
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
    ; Explorer learns of the file type.
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Function un.onInit
    StrCpy $removesData 0
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/DATA" $1
    ${IfNot} ${Errors}
        StrCpy $removesData 1
    ${EndIf}
FunctionEnd

Function un.askData
    !insertmacro MUI_HEADER_TEXT "Uninstall ${NAME}" "The program goes; what you made stays, unless you say otherwise."
    nsDialogs::Create 1018
    Pop $0
    ${NSD_CreateLabel} 0 0 100% 48u "Packs, templates, what went out, your office's details and settings are kept in$\r$\n${DATA}$\r$\nThey stay there, and another installation finds them again."
    Pop $0
    ${NSD_CreateCheckbox} 0 60u 100% 12u "Remove &them too; they cannot be brought back"
    Pop $box
    ${If} $removesData == 1
        ${NSD_Check} $box
    ${EndIf}
    nsDialogs::Show
FunctionEnd

Function un.dataAsked
    ${NSD_GetState} $box $removesData
FunctionEnd

Section "Uninstall"
    !insertmacro notRunning
    Delete "$INSTDIR\rso-toolbox.exe"
    Delete "$INSTDIR\rso-toolbox.com"
    Delete "$INSTDIR\LICENSE-MIT"
    Delete "$INSTDIR\LICENSE-APACHE"
    Delete "$INSTDIR\THIRD-PARTY-LICENCES.md"
    Delete "$INSTDIR\uninstall.exe"
    ; Only where nothing else was put into it.
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    ; A file type that another program took over since is its own.
    ReadRegStr $0 HKCU "Software\Classes\.rsopack" ""
    ${If} $0 == "${CLASS}"
        DeleteRegKey HKCU "Software\Classes\.rsopack"
    ${Else}
        DeleteRegValue HKCU "Software\Classes\.rsopack\OpenWithProgids" "${CLASS}"
    ${EndIf}
    DeleteRegKey HKCU "Software\Classes\${CLASS}"
    DeleteRegKey HKCU "${APP_PATH}"
    Call un.takeFromPath
    DeleteRegKey HKCU "${UNINSTALL}"
    ${If} $removesData == 1
        RMDir /r "${DATA}"
    ${EndIf}
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
