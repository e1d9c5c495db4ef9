#!/bin/sh
# Finds or installs what the tests need beside Python: Chromium and a Korean font.
# SKIP=browser leaves the browser tests out. As root on Debian it installs; otherwise it tells how.
set -eu

case ",${SKIP:-}," in *,browser,*) exit 0 ;; esac
if [ -n "${IEUM_CHROMIUM:-}" ]; then
    [ -x "$IEUM_CHROMIUM" ] && exit 0
    echo "IEUM_CHROMIUM=$IEUM_CHROMIUM is no program; point it at Chromium, or unset it" >&2
    exit 1
fi
if command -v chromium >/dev/null 2>&1 && fc-list :lang=ko 2>/dev/null | grep -q .; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing chromium and fonts-nanum for the browser tests" >&2
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-nanum fontconfig >/dev/null
    exit 0
fi
echo "the browser tests need Chromium and a Korean font; run:" >&2
echo "  sudo apt-get install -y chromium fonts-nanum    (or: make test SKIP=browser)" >&2
exit 1
