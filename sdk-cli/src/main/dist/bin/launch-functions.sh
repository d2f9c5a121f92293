# Functions to start the application in $hv_app. POSIX sh.
#
# Most of a short Java program's time goes into loading classes. So the first start with a JDK runs the common commands
# once and keeps what the JVM learned (class data sharing; from JDK 25 on an ahead-of-time cache) and JNA's native library,
# in one directory for each JDK: $hv_app/cache, or the user's cache directory where that cannot be written. The JVM itself
# checks that what is kept fits its own build and the jars, and does without where it does not.

hv_die() {
  printf 'hv: %s\n' "$*" >&2
  exit 3
}

# Sets hv_java. Without a subprocess: each costs a millisecond or two of fifty.
hv_find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    hv_java=$JAVA_HOME/bin/java
    [ -x "$hv_java" ] || hv_die "JAVA_HOME is '$JAVA_HOME', which has no bin/java; set it to a JDK 17 or newer, or unset it"
    return
  fi
  hv_ifs=$IFS
  IFS=:
  for hv_dir in $PATH; do
    hv_java=${hv_dir:-.}/java
    [ -f "$hv_java" ] && [ -x "$hv_java" ] && break
    hv_java=
  done
  IFS=$hv_ifs
  [ -n "$hv_java" ] || hv_die "no java found; install a JDK 17 or newer, or set JAVA_HOME to one"
}

# Sets hv_real_java: the program behind all links, whose home is two directories up.
hv_resolve_java() {
  hv_real_java=$(readlink -f "$hv_java" 2>/dev/null) || hv_real_java=$hv_java
}

# Sets hv_java_version to the feature number: 17, 25.
hv_ask_java_version() {
  hv_banner=$("$hv_java" -version 2>&1) || hv_die "'$hv_java -version' fails; repair it, or set JAVA_HOME to a JDK 17 or newer"
  hv_java_version=${hv_banner#*version \"}
  hv_java_version=${hv_java_version%%[!0-9]*}
  [ "${hv_java_version:-0}" -ge 17 ] || hv_die "$hv_java is Java ${hv_java_version:-of an unknown version}; Java 17 or newer is needed: install one, or set JAVA_HOME to it"
}

# hv_entry_is_ours DIRECTORY   Whether it was made by this program java for this application.
hv_entry_is_ours() {
  [ "$1/java" -ef "$hv_java" ] && [ "$1/app" -ef "$hv_app" ]
}

# hv_entry_fits DIRECTORY   Whether it is ours, and neither java nor a jar has changed since.
hv_entry_fits() {
  hv_entry_is_ours "$1" && [ -f "$1/options" ] || return 1
  [ "$hv_java" -nt "$1/java-time" ] || [ "$hv_java" -ot "$1/java-time" ] && return 1
  for hv_jar in "$hv_app/lib" "$hv_app"/lib/*.jar; do
    [ "$hv_jar" -nt "$1/begun" ] && return 1
  done
  return 0
}

# Sets hv_entry to the directory kept for this JDK, if there is one.
hv_find_entry() {
  for hv_entry in "$hv_app"/cache/jdk-*/ "${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}"/hv/jdk-*/; do
    hv_entry=${hv_entry%/}
    hv_entry_fits "$hv_entry" && return
  done
  hv_entry=
  return 1
}

# Sets hv_cache to a directory that can be written, if there is one.
hv_find_cache() {
  for hv_cache in "$hv_app/cache" "${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/hv"; do
    mkdir -p "$hv_cache" 2>/dev/null && [ -w "$hv_cache" ] && return
  done
  hv_cache=
  return 1
}

# Sets hv_more to what stands behind our own jars on the class path, each with a colon before it: what the user put into
# HV_CLASSPATH and the jars in the user's own directory. Only behind: the archive holds for a class path that begins as it did.
hv_find_more() {
  hv_more=${HV_CLASSPATH:+:$HV_CLASSPATH}
  hv_own=${XDG_CONFIG_HOME:-${HOME:-/nonexistent}/.config}/hv/lib
  for hv_jar in "$hv_own"/*.jar; do
    if [ -f "$hv_jar" ]; then
      hv_more=$hv_more:$hv_own/*
    fi
    return 0
  done
}

# hv_option TEXT   One line of an argument file, in which quotes keep blanks and a backslash escapes.
hv_option() {
  printf '"%s"\n' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"
}

hv_common_options() {
  # The first compiler alone, and that later than usual: the process is gone before better code would matter.
  hv_option -XX:TieredStopAtLevel=1
  hv_option -XX:CompileThresholdScaling=5
  hv_option -XX:-UsePerfData
  # Whatever the JVM thinks of its archive is no answer of ours.
  hv_option -Xlog:disable
  # With JLine's console a pipe would look like a terminal (22 to 24).
  hv_option -Djdk.console=java.base
  if [ "$hv_java_version" -ge 22 ]; then
    hv_option --enable-native-access=ALL-UNNAMED
  fi
  hv_option -cp
  hv_option "$hv_app/lib/*"
}

# hv_train OPTION...   Runs the common commands once.
hv_train() {
  # With G1, which alone can write objects into an archive; every collector can read them.
  "$hv_java" "@$hv_new/options" -XX:+UseG1GC "$@" "-Djna.tmpdir=$hv_new/native" -Djnidispatch.preserve=true \
    dev.hvsdk.cli.Training >>"$hv_new/training.log" 2>&1 </dev/null
}

# Makes the archive, and names it in the options if that worked. Up to 24 it is a static one and not the simpler dynamic one,
# because only that holds classes in the old format, in which picocli comes.
hv_archive() {
  if [ "$hv_java_version" -ge 25 ]; then
    hv_train "-XX:AOTCacheOutput=$hv_new/archive" || return 0
    hv_kind=AOTCache
  else
    hv_train "-XX:DumpLoadedClassList=$hv_new/classes" || return 0
    "$hv_java" "@$hv_new/options" -XX:+UseG1GC -Xshare:dump "-XX:SharedClassListFile=$hv_new/classes" \
      "-XX:SharedArchiveFile=$hv_new/archive" >>"$hv_new/training.log" 2>&1 </dev/null || return 0
    hv_kind=SharedArchiveFile
  fi
  if [ -f "$hv_new/archive" ]; then
    hv_option "-XX:$hv_kind=$hv_entry/archive" >>"$hv_new/options"
  fi
}

# JNA unpacks its library under a made-up name, and looks for it under the one that System.mapLibraryName gives.
hv_keep_native_library() {
  for hv_library in "$hv_new"/native/jna*; do
    [ -f "$hv_library" ] || return 0
    hv_name=libjnidispatch.so
    case $(uname) in
      Darwin) hv_name=libjnidispatch.dylib ;;
    esac
    mv "$hv_library" "$hv_new/native/$hv_name"
    hv_option "-Djna.boot.library.path=$hv_entry/native" >>"$hv_new/options"
    return 0
  done
}

# Makes the directory kept for this JDK. Two that do it at once make two, each complete before it can be found.
hv_make_entry() {
  hv_ask_java_version
  hv_find_cache || return 1
  printf 'hv: first start with Java %s, preparing it (a few seconds, once)\n' "$hv_java_version" >&2
  for hv_old in "$hv_cache"/jdk-*/; do
    hv_entry_is_ours "${hv_old%/}" && rm -rf "${hv_old%/}"
  done
  hv_resolve_java
  hv_new=$hv_cache/.new-$$
  hv_entry=$hv_cache/jdk-$hv_java_version-$$
  rm -rf "$hv_new"
  mkdir -p "$hv_new/native" || hv_die "cannot write to $hv_cache"
  : >"$hv_new/begun"
  ln -s "$hv_real_java" "$hv_new/java"
  ln -s "$hv_app" "$hv_new/app"
  touch -r "$hv_java" "$hv_new/java-time"
  hv_common_options >"$hv_new/options"
  hv_archive
  # The collector that is the quickest to set up; there will be little to collect.
  hv_option -XX:+UseSerialGC >>"$hv_new/options"
  hv_keep_native_library
  mv "$hv_new" "$hv_entry"
}
