#!/bin/sh
# Copyright 2026 the Hypervisor SDK authors
# SPDX-License-Identifier: Apache-2.0
# Sourced by the stand-ins: each container is a directory below "state", its words are files in it.
state=$(dirname "$0")/state
mkdir -p "$state"
get() { if [ -f "$state/$1/$2" ]; then cat "$state/$1/$2"; else printf '%s' "$3"; fi; }
put() { printf '%s' "$3" >"$state/$1/$2.new" && mv "$state/$1/$2.new" "$state/$1/$2"; }
die() { printf '%s\n' "$1" >&2; exit "${2:-1}"; }
log() { printf '%s\n' "$(basename "$0")|$#|$*" >>"$(dirname "$0")/calls"; }
