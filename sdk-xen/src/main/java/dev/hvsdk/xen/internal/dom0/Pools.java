/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenCpuPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One reading of all pools. Immutable. */
final class Pools {
    /** Such as {@code Pool-0    2   credit2       y          1}: name, CPUs, scheduler, whether it is active, domains. */
    private static final Pattern LINE = Pattern.compile("^(\\S.*?)\\s+\\d+\\s+(\\S+)\\s+[yn]\\s+(\\d+)\\s*$");

    /** Such as {@code Pool-0             0,1} or {@code 0-3,5}; a pool may have none. */
    private static final Pattern CPUS = Pattern.compile("^(\\S.*?)\\s+([\\d,-]*)$");

    private final List<XenCpuPool> all;

    private Pools(List<XenCpuPool> all) {
        this.all = List.copyOf(all);
    }

    static Pools read(Dom0 host, ErrorFactory errors) {
        return parse(
                host.tools().xl(errors, host.patience(), "cpupool-list"),
                host.tools().xl(errors, host.patience(), "cpupool-list", "-c"));
    }

    static Pools parse(String listing, String cpus) {
        Map<String, Set<Integer>> byName = cpus(cpus);
        List<XenCpuPool> all = new ArrayList<>();
        for (String line : listing.lines().toList()) {
            Matcher pool = LINE.matcher(line);
            if (pool.matches()) {
                all.add(XenCpuPool.of(
                        pool.group(1),
                        pool.group(2),
                        byName.getOrDefault(pool.group(1), Set.of()),
                        Integer.parseInt(pool.group(3))));
            }
        }
        return new Pools(all);
    }

    private static Map<String, Set<Integer>> cpus(String listing) {
        Map<String, Set<Integer>> cpus = new TreeMap<>();
        listing.lines().skip(1).forEach(line -> {
            Matcher pool = CPUS.matcher(line);
            if (pool.matches()) {
                cpus.put(pool.group(1), numbers(pool.group(2)));
            }
        });
        return cpus;
    }

    private static Set<Integer> numbers(String list) {
        Set<Integer> numbers = new TreeSet<>();
        for (String part : list.split(",")) {
            String[] ends = part.split("-");
            for (int i = 0;
                    !part.isEmpty() && i <= Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]);
                    i++) {
                numbers.add(Integer.parseInt(ends[0]) + i);
            }
        }
        return numbers;
    }

    List<XenCpuPool> all() {
        return all;
    }

    Optional<XenCpuPool> find(String name) {
        return all.stream().filter(pool -> pool.name().equals(name)).findFirst();
    }

    XenCpuPool require(String name, ErrorFactory errors) {
        return find(name).orElseThrow(() -> errors.notFound("there is no CPU pool " + name));
    }

    /** The pool that has a CPU, if any has. */
    Optional<XenCpuPool> owner(int cpu) {
        return all.stream().filter(pool -> pool.cpus().contains(cpu)).findFirst();
    }
}
