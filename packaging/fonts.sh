#!/usr/bin/env bash
# Makes assets/fonts and assets/icons anew from the packages that carry the fonts.
# Run by hand when a font changes; the results are committed, nothing is fetched at build time.
# Needs npm, python3 with pip, and the Debian package fonts-noto-core.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --prefix "$work" @expo-google-fonts/source-sans-3@0.4.1 @expo-google-fonts/source-serif-4@0.4.1 \
    @expo-google-fonts/noto-emoji@0.4.7 @phosphor-icons/web@2.1.2 @phosphor-icons/core@2.1.1
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet fonttools==4.68.0 brotli==1.2.1
"$work/venv/bin/python" packaging/fonts.py "$work/node_modules" /usr/share/fonts/truetype/noto assets
