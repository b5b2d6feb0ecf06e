#!/bin/sh
# kubectl's plug-in throng with a Java of its own. THRONG_JAVA_OPTS adds options for the JVM.
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

# shellcheck disable=SC2086
exec "$home/runtime/bin/java" @FLAGS@ \
  -XX:SharedArchiveFile="$home/lib/kubectl.jsa" ${THRONG_JAVA_OPTS-} -jar "$home/lib/throng-kubectl.jar" "$@"
