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
    DeleteRegKey HKCU "${UNINSTALL}"
    ${If} $removesData == 1
        RMDir /r "${DATA}"
    ${EndIf}
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
