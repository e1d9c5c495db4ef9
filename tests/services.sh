#!/bin/sh
# Finds or installs what the tests need beside Python: Chromium with a Korean font, and PostgreSQL.
# SKIP=browser,postgres leaves those tests out. As root on Debian it installs; otherwise it tells how.
set -eu

skipped() {
    case ",${SKIP:-}," in *,"$1",*) return 0 ;; esac
    return 1
}

has_browser() {
    skipped browser && return 0
    if [ -n "${IEUM_CHROMIUM:-}" ]; then
        [ -x "$IEUM_CHROMIUM" ] && return 0
        echo "IEUM_CHROMIUM=$IEUM_CHROMIUM is no program; point it at Chromium, or unset it" >&2
        exit 1
    fi
    command -v chromium >/dev/null 2>&1 && fc-list :lang=ko 2>/dev/null | grep -q .
}

has_postgres() {
    skipped postgres && return 0
    command -v initdb >/dev/null 2>&1 && command -v postgres >/dev/null 2>&1 && return 0
    for folder in /usr/lib/postgresql/*/bin; do
        [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && return 0
    done
    return 1
}

packages=""
has_browser || packages="chromium fonts-nanum fontconfig"
has_postgres || packages="$packages postgresql"
[ -z "$packages" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing for the tests: $packages" >&2
    apt-get update -qq
    # shellcheck disable=SC2086 - a list of names
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages >/dev/null
    exit 0
fi
echo "the tests need $packages; run:" >&2
echo "  sudo apt-get install -y $packages    (or: make test SKIP=browser,postgres)" >&2
exit 1
