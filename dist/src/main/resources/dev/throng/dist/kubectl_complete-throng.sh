#!/bin/sh
# Asked by kubectl for candidates of "kubectl throng": the words so far are the arguments, the last one is to be completed.
# Prints a candidate a line, and what the shell is to do beside: :0 also files, :4 nothing else.

path=
previous=
where=
count=$#
for word; do
  count=$((count - 1))
  [ "$count" -gt 0 ] || break
  case $previous in
  -n | --namespace | --context | --kubeconfig) where="$where $previous $word" ;;
  esac
  case $previous in
  @VALUED@) ;;
  *)
    case "${path:+$path }$word" in
    @COMMANDS@) path="${path:+$path }$word" ;;
    esac
    ;;
  esac
  previous=$word
done

options=
words=
wants=nothing
case $path in
@CASES@
esac

# A value is wanted.
case $previous in
-n | --namespace)
  kubectl get namespaces --output name 2>/dev/null | sed 's|.*/||'
  echo :4
  exit
  ;;
--context)
  kubectl config get-contexts --output name 2>/dev/null
  echo :4
  exit
  ;;
@VALUED@)
  echo :0
  exit
  ;;
esac

case $word in
-*)
  printf '%b\n' "$options"
  echo :4
  exit
  ;;
esac
[ -z "$words" ] || printf '%b\n' "$words"
case $wants in
files) echo :0 ;;
nothing) echo :4 ;;
*)
  # shellcheck disable=SC2086
  kubectl get $where "$wants.throng.dev" --output name 2>/dev/null | sed 's|.*/||'
  echo :4
  ;;
esac
