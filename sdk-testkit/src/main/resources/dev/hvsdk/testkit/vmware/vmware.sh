#!/bin/sh
# Copyright 2026 the Hypervisor SDK authors
# SPDX-License-Identifier: Apache-2.0
# Stands in for "vmware -v", with lines before it as the real one has them when a library is missing.
echo "/usr/lib/vmware/bin/vmware: /lib/libz.so.1: no version information available"
echo "VMware Workstation 17.5.0 build-22583795 Release"
