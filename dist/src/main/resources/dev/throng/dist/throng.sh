#!/bin/sh
# Throng with a Java of its own. THRONG_JAVA_OPTS adds options for the JVM.
set -eu

self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
  /*) self=$link ;;
  *) self=${self%/*}/$link ;;
  esac
done
home=$(cd "${self%/*}/.." && pwd -P)

# Scenarios in Java have an archive of classes that has the compiler in it, which would only slow down the start of others.
classes=throng
for argument in "$@"; do
  case $argument in
  -*) ;;
  *.java) classes=java ;;
  *.yaml | *.yml) ! grep -q '^ *java:' "$argument" 2>/dev/null || classes=java ;;
  *) [ ! -d "$argument" ] || [ -z "$(find "$argument" -maxdepth 1 -name '*.java' -print 2>/dev/null)" ] || classes=java ;;
  esac
done

# shellcheck disable=SC2086
exec "$home/runtime/bin/java" @FLAGS@ \
  -XX:SharedArchiveFile="$home/lib/$classes.jsa" ${THRONG_JAVA_OPTS-} -jar "$home/lib/throng-runner.jar" "$@"
