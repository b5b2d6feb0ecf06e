# shellcheck shell=sh
# Sourced by mvnw and throng: leaves JAVA_HOME at a JDK that can build and run this project, whatever `java` is on the PATH.
# A JAVA_HOME that is new enough is kept; otherwise the usual places are searched, the exact version before newer ones.

throng_jdk_needed=25

# Prints the feature version of the JDK in $1, read from its release file (no JVM is started); nothing if there is none.
throng_jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r throng_jdk_line; do
    case $throng_jdk_line in
    JAVA_VERSION=*)
      throng_jdk_line=${throng_jdk_line#*\"}
      throng_jdk_line=${throng_jdk_line%%[!0-9]*}
      printf '%s\n' "$throng_jdk_line"
      return 0
      ;;
    esac
  done <"$1/release"
}

# Prints the home of a suitable JDK, or nothing.
throng_jdk_find() {
  throng_jdk_newer=
  throng_jdk_java=$(command -v javac 2>/dev/null || :)
  if [ -n "$throng_jdk_java" ]; then
    throng_jdk_java=$(readlink -f "$throng_jdk_java" 2>/dev/null || printf '%s\n' "$throng_jdk_java")
    throng_jdk_java=${throng_jdk_java%/bin/javac}
  fi
  for throng_jdk_home in "$throng_jdk_java" \
    /usr/lib/jvm/* /usr/java/* /usr/local/openjdk* /usr/local/lib/jvm/* /opt/java/* /opt/*jdk* \
    "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* "${HOME:-/}"/.asdf/installs/java/* \
    "${HOME:-/}"/.local/share/mise/installs/java/* "${HOME:-/}"/.jenv/versions/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    throng_jdk_found=$(throng_jdk_version "$throng_jdk_home")
    [ -n "$throng_jdk_found" ] || continue
    if [ "$throng_jdk_found" -eq "$throng_jdk_needed" ]; then
      printf '%s\n' "$throng_jdk_home"
      return 0
    fi
    [ "$throng_jdk_found" -lt "$throng_jdk_needed" ] || throng_jdk_newer=$throng_jdk_home
  done
  [ -z "$throng_jdk_newer" ] || printf '%s\n' "$throng_jdk_newer"
}

throng_jdk_current=
[ -z "${JAVA_HOME-}" ] || throng_jdk_current=$(throng_jdk_version "$JAVA_HOME")
if [ "${throng_jdk_current:-0}" -lt "$throng_jdk_needed" ]; then
  JAVA_HOME=$(throng_jdk_find)
  if [ -z "$JAVA_HOME" ]; then
    printf '%s\n' "Throng needs a JDK $throng_jdk_needed or newer, and found none in the usual places." \
      "Install one (https://adoptium.net/temurin/releases/?version=$throng_jdk_needed) or set JAVA_HOME to one." >&2
    exit 3
  fi
fi
export JAVA_HOME
