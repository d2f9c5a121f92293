# Starts the application in $hv_app with the arguments of the script that sources this file. POSIX sh.
. "$hv_app/bin/launch-functions.sh"

hv_find_java
hv_find_entry || hv_make_entry || :
hv_find_more
hv_command=${1:-}
set -- dev.hvsdk.cli.Main "$@"
case $hv_command in
  # They call the C library alone, which the process has: without this, JNA starts ldconfig to learn where others are.
  detect | inspect | features | devices) set -- -Djna.platform.library.path= "$@" ;;
esac
if [ -t 1 ]; then
  if [ -z "${COLUMNS:-}" ] && hv_size=$(stty size 2>/dev/null </dev/tty); then
    set -- "-Dhv.columns=${hv_size#* }" "-Dhv.rows=${hv_size% *}" "$@"
  fi
  set -- -Dhv.terminal=true "$@"
else
  set -- -Dhv.terminal=false "$@"
fi
if [ -t 2 ]; then
  set -- -Dhv.terminal.err=true "$@"
else
  set -- -Dhv.terminal.err=false "$@"
fi
if [ -t 0 ]; then
  set -- -Dhv.terminal.in=true "$@"
else
  set -- -Dhv.terminal.in=false "$@"
fi
if [ -n "$hv_entry" ]; then
  # The last -cp counts.
  [ -z "$hv_more" ] || set -- -cp "$hv_app/lib/*$hv_more" "$@"
  exec "$hv_java" "@$hv_entry/options" "$@"
fi
# No directory to keep anything in: slower, and all the same otherwise.
if [ "$hv_java_version" -ge 22 ]; then
  set -- --enable-native-access=ALL-UNNAMED "$@"
fi
exec "$hv_java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djdk.console=java.base -cp "$hv_app/lib/*$hv_more" "$@"
