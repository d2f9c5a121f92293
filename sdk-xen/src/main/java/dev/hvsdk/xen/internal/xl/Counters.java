/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.unit.MemorySize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What dom0's drivers have counted for all domains, read by one command. Disks that a QEMU serves, and devices of driver domains, are
 * counted by nobody in dom0. Immutable.
 */
final class Counters {
    /** A fixed text without programs of its own: what there is, and its counters. */
    static final String SCRIPT = """
            r() { v=0; [ -r "$1" ] && read -r v <"$1"; }
            for d in "$1"/bus/xen-backend/devices/vbd-*; do
              if [ -d "$d/statistics" ]; then
                r "$d/statistics/rd_sect"; a=$v; r "$d/statistics/wr_sect"; echo "${d##*/} - $a $v"
              fi
            done
            for d in "$1"/bus/xen-backend/devices/vif-*/net/*; do
              if [ -d "$d" ]; then
                r "$d/statistics/tx_bytes"; a=$v; r "$d/statistics/rx_bytes"
                e=${d%/net/*}; echo "${e##*/} ${d##*/} $a $v"
              fi
            done
            exit 0
            """;

    private static final Pattern LINE =
            Pattern.compile("(vbd|vif)-(\\d{1,9})-(\\d{1,10}) (\\S+) (\\d{1,18}) (\\d{1,18})");

    /** Bytes, by the protocol of Xen's disks, whatever the device behind one has. */
    private static final long SECTOR = 512;

    private final Map<Integer, List<DiskCounters>> disks = new HashMap<>();
    private final Map<Integer, List<NicCounters>> nics = new HashMap<>();

    private Counters() {}

    static Counters parse(String printed) {
        Counters counters = new Counters();
        printed.lines().map(LINE::matcher).filter(Matcher::matches).forEach(counters::add);
        return counters;
    }

    private void add(Matcher line) {
        int domain = Integer.parseInt(line.group(2));
        long first = Long.parseLong(line.group(5));
        long second = Long.parseLong(line.group(6));
        if (line.group(1).equals("vbd")) {
            disks.computeIfAbsent(domain, key -> new ArrayList<>())
                    .add(new DiskCounters(
                            DiskName.of(Integer.parseInt(line.group(3))),
                            MemorySize.ofBytes(first * SECTOR),
                            MemorySize.ofBytes(second * SECTOR)));
        } else {
            nics.computeIfAbsent(domain, key -> new ArrayList<>())
                    .add(new NicCounters(line.group(4), MemorySize.ofBytes(first), MemorySize.ofBytes(second)));
        }
    }

    /** Those of a domain. */
    List<DiskCounters> disks(int domain) {
        return List.copyOf(disks.getOrDefault(domain, List.of()));
    }

    /** Those of a domain, as it sees them: what dom0 sent it has received. */
    List<NicCounters> nics(int domain) {
        return List.copyOf(nics.getOrDefault(domain, List.of()));
    }
}
