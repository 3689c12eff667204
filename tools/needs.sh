# Sourced by ./run and ./test: sees to what .NET does not bring.
# CHAT_NO_INSTALL=1 installs nothing and only names what is missing.

sdk_version=10.0

need_sdk() {
  if ! command -v dotnet >/dev/null 2>&1; then
    echo "The .NET SDK $sdk_version is missing. Install the package dotnet-sdk-$sdk_version of your system, or see https://dotnet.microsoft.com/download" >&2
    exit 1
  fi
  if ! dotnet --list-sdks | grep -q "^$sdk_version\."; then
    echo "The .NET SDK $sdk_version is missing; found: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ' -). Install the package dotnet-sdk-$sdk_version of your system, or see https://dotnet.microsoft.com/download" >&2
    exit 1
  fi
}

# want COMMAND WHAT-FOR APT-PACKAGE [BREW-PACKAGE]: installs a program where that is allowed, else names the line to type.
# A missing one never stops the caller: what needs it says so itself.
want() {
  command -v "$1" >/dev/null 2>&1 && return 0
  local become='' line
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then become='sudo -n'; else become=none; fi
  fi
  if command -v apt-get >/dev/null 2>&1; then
    line="apt-get install -y --no-install-recommends $3"
    if [ "$become" != none ] && [ -z "${CHAT_NO_INSTALL:-}" ]; then
      echo "Installing $3 ($2)..." >&2
      $become env DEBIAN_FRONTEND=noninteractive $line >/dev/null 2>&1 \
        || { $become apt-get update >/dev/null 2>&1 && $become env DEBIAN_FRONTEND=noninteractive $line >/dev/null 2>&1; } || true
    fi
  elif command -v dnf >/dev/null 2>&1; then line="dnf install -y $3"
  elif command -v apk >/dev/null 2>&1; then line="apk add $3"
  elif command -v brew >/dev/null 2>&1; then
    line="brew install ${4:-$3}"
    [ -n "${CHAT_NO_INSTALL:-}" ] || { echo "Installing ${4:-$3} ($2)..." >&2; $line >/dev/null 2>&1 || true; }
  else line="install the package $3"
  fi
  command -v "$1" >/dev/null 2>&1 && return 0
  echo "Not found: $1 ($2). To have it: $line" >&2
  return 0
}
