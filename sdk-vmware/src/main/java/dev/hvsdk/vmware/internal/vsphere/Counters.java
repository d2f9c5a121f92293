/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.vmware.VsphereCounter;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The performance counters of a server by their names and numbers; the numbers are of this server alone. Immutable. */
final class Counters {
    private final Map<String, Long> numbers = new TreeMap<>();
    private final Map<Long, VsphereCounter> byNumber = new HashMap<>();

    /** From the property {@code perfCounter}. */
    Counters(Element perfCounter) {
        for (Element info : perfCounter.children()) {
            info.number("key").ifPresent(number -> add(number, counter(info)));
        }
    }

    private void add(long number, VsphereCounter counter) {
        numbers.putIfAbsent(counter.name(), number);
        byNumber.put(number, counter);
    }

    private static VsphereCounter counter(Element info) {
        String name = String.join(
                ".",
                info.text("groupInfo", "key").orElse(""),
                info.text("nameInfo", "key").orElse(""),
                info.text("rollupType").orElse(""));
        return new VsphereCounter(
                name,
                info.text("unitInfo", "key").orElse(""),
                info.text("statsType").orElse(""),
                info.text("nameInfo", "summary").orElse(""));
    }

    /** By name. */
    List<VsphereCounter> all() {
        return numbers.values().stream().map(byNumber::get).toList();
    }

    Optional<Long> number(String name) {
        return Optional.ofNullable(numbers.get(name));
    }

    Optional<VsphereCounter> counter(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }
}
