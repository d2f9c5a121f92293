#!/bin/sh
# Copyright 2026 the Hypervisor SDK authors
# SPDX-License-Identifier: Apache-2.0
# Stands in for vmrun: machines are their .vmx files; which of them run, and their snapshots, is kept in "state" beside this script.
here=$(cd "$(dirname "$0")" && pwd)
state=$here/state
mkdir -p "$state"
printf '%s\n' "$*" >>"$here/calls"
while :; do
  case "$1" in
    -T | -h | -P | -u | -p | -vp | -gu | -gp) shift 2 ;;
    *) break ;;
  esac
done
verb=$1
vmx=$2
tab=$(printf '\t')

fail() { printf 'Error: %s\n' "$1"; exit 255; }
if [ -e "$here/fails" ]; then fail "$(cat "$here/fails")"; fi
if [ "$verb" = list ]; then
  set -- "$state"/*.running
  [ -e "$1" ] || set --
  text=$(cat "$@" </dev/null 2>/dev/null)
  if [ -z "$text" ]; then
    echo "Total running VMs: 0"
  else
    printf 'Total running VMs: %s\n%s\n' "$(printf '%s\n' "$text" | wc -l | tr -d ' ')" "$text"
  fi
  exit 0
fi

[ -f "$vmx" ] || fail "Cannot open VM: $vmx, The virtual machine cannot be found"
mark=$state/$(printf '%s' "$vmx" | cksum | tr ' ' -)
running() { [ -e "$mark.running" ] || fail "The virtual machine is not powered on: $vmx"; }
stopped() { [ ! -e "$mark.running" ] || fail "The virtual machine should not be powered on. It is already running."; }
base=${vmx%.vmx}

# The value of a key, written anew at the end of the file.
put() {
  grep -vi "^$1 *=" "$vmx" >"$vmx.put"
  printf '%s = "%s"\n' "$1" "$2" >>"$vmx.put"
  mv "$vmx.put" "$vmx"
}

# The list of snapshots as the product writes it: of lines of uid, parent, 1 if the memory is kept, seconds, and name.
write_vmsd() {
  awk -F '\t' -v current="$(cat "$mark.current")" -v base="$(basename "$base")" '
    function escaped(text) { gsub(/\|/, "|7C", text); gsub(/"/, "|22", text); return text }
    BEGIN { print ".encoding = \"UTF-8\"" }
    {
      key = "snapshot" (NR - 1)
      print key ".uid = \"" $1 "\""
      print key ".filename = \"" escaped(base) "-Snapshot" $1 ".vmsn\""
      if ($2 != "-") print key ".parent = \"" $2 "\""
      print key ".displayName = \"" escaped($5) "\""
      micros = $4 * 1000000
      high = int(micros / 4294967296)
      low = micros - high * 4294967296
      if (low >= 2147483648) low -= 4294967296
      printf "%s.createTimeHigh = \"%.0f\"\n%s.createTimeLow = \"%.0f\"\n", key, high, key, low
      last = $1
    }
    END {
      print "snapshot.lastUID = \"" (last + 0) "\""
      print "snapshot.numSnapshots = \"" NR "\""
      if (current != "-") print "snapshot.current = \"" current "\""
    }' "$mark.snapshots" >"$base.vmsd.new"
  mv "$base.vmsd.new" "$base.vmsd"
}

# The uid that a name, or a path of names, means.
uid_of() {
  NAME=$1 awk -F '\t' '
    { path[$1] = ($2 == "-" ? "" : path[$2] "/") $5; if ($5 == ENVIRON["NAME"] || path[$1] == ENVIRON["NAME"]) { n++; uid = $1 } }
    END { if (n == 1) print uid; else print (n ? "several" : "none") }' "$mark.snapshots"
}
snapshot() {
  [ -e "$mark.snapshots" ] || : >"$mark.snapshots"
  [ -e "$mark.current" ] || echo - >"$mark.current"
}
found() {
  snapshot
  uid=$(uid_of "$1")
  [ "$uid" != none ] || fail "The snapshot does not exist"
  [ "$uid" != several ] || fail "The name is not unique"
}

case "$verb" in
  start)
    stopped
    (set -C; printf '%s\n' "$vmx" >"$mark.running") 2>/dev/null || fail "The file is already in use"
    if grep -qi '^checkpoint.vmState *= *"[^"]' "$vmx"; then
      put checkpoint.vmState ""
      rm -f "$base.vmss" "$base.vmem"
    fi
    # The real one leaves the machine's own process behind, which has the same pipe.
    if [ -e "$here/keeps-pipe" ]; then sleep 20 & fi
    ;;
  stop)
    running
    if [ "$3" = soft ] && [ -e "$here/no-tools" ]; then
      fail "The VMware Tools are not running in the virtual machine: $vmx"
    fi
    rm -f "$mark.running" "$mark.paused"
    ;;
  reset)
    running
    if [ "$3" = soft ] && [ -e "$here/no-tools" ]; then
      fail "The VMware Tools are not running in the virtual machine: $vmx"
    fi
    ;;
  suspend)
    running
    echo state >"$base.vmss"
    put checkpoint.vmState "$(basename "$base").vmss"
    rm -f "$mark.running" "$mark.paused"
    ;;
  pause) running; : >"$mark.paused" ;;
  unpause)
    running
    [ -e "$mark.paused" ] || fail "The virtual machine is not paused"
    rm -f "$mark.paused"
    ;;
  snapshot)
    snapshot
    [ -n "$3" ] || fail "Insufficient arguments"
    uid=$(($(cut -f 1 "$mark.snapshots" | sort -n | tail -n 1) + 1))
    memory=0
    if [ -e "$mark.running" ]; then memory=1; : >"$base-Snapshot$uid.vmem"; fi
    : >"$base-Snapshot$uid.vmsn"
    printf '%s\t%s\t%s\t%s\t%s\n' "$uid" "$(cat "$mark.current")" "$memory" "$(date +%s)" "$3" >>"$mark.snapshots"
    echo "$uid" >"$mark.current"
    write_vmsd
    ;;
  listSnapshots)
    snapshot
    echo "Total snapshots: $(wc -l <"$mark.snapshots" | tr -d ' ')"
    awk -F '\t' -v tree="$3" '{ in_[$1] = $2 == "-" ? "" : in_[$2] "\t"; print (tree == "showTree" ? in_[$1] : "") $5 }' "$mark.snapshots"
    ;;
  revertToSnapshot)
    found "$3"
    echo "$uid" >"$mark.current"
    rm -f "$mark.running" "$mark.paused"
    if grep -q "^$uid$tab[^$tab]*${tab}1" "$mark.snapshots"; then
      echo state >"$base.vmss"
      put checkpoint.vmState "$(basename "$base").vmss"
    fi
    write_vmsd
    ;;
  deleteSnapshot)
    found "$3"
    parent=$(awk -F '\t' -v uid="$uid" '$1 == uid { print $2 }' "$mark.snapshots")
    awk -F '\t' -v OFS='\t' -v uid="$uid" -v parent="$parent" '$1 != uid { if ($2 == uid) $2 = parent; print }' \
      "$mark.snapshots" >"$mark.new"
    mv "$mark.new" "$mark.snapshots"
    if [ "$(cat "$mark.current")" = "$uid" ]; then echo "$parent" >"$mark.current"; fi
    rm -f "$base-Snapshot$uid.vmsn" "$base-Snapshot$uid.vmem"
    write_vmsd
    ;;
  deleteVM)
    stopped
    rm -rf "$(dirname "$vmx")" "$mark".*
    ;;
  clone)
    [ ! -e "$3" ] || fail "The file already exists"
    mkdir -p "$(dirname "$3")"
    cp "$vmx" "$3"
    ;;
  *) fail "Unrecognized command: $verb" ;;
esac
exit 0
