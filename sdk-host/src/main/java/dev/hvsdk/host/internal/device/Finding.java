/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that stands in the way, with what to do about it.
 *
 * @param blocker the thing
 * @param lasting whether a running host cannot take it away
 * @param remedy what to do
 */
record Finding(Blocker blocker, boolean lasting, String remedy) {
    static Finding lasting(Blocker.Kind kind, String detail, String remedy) {
        return new Finding(new Blocker(kind, detail), true, remedy);
    }

    static Finding removable(Blocker.Kind kind, String detail, String remedy) {
        return new Finding(new Blocker(kind, detail), false, remedy);
    }

    /** The thing, with what to do in the same sentence. */
    Blocker withRemedy() {
        return new Blocker(blocker.kind(), blocker.detail() + "; " + remedy);
    }

    /** The answer for a device, findings given gravest first; {@code otherwise} if there are none. */
    static Assignability conclude(List<Finding> findings, Assignability otherwise) {
        if (findings.isEmpty()) {
            return otherwise;
        }
        List<Blocker> blockers = findings.stream().map(Finding::blocker).toList();
        List<Finding> lasting = findings.stream().filter(Finding::lasting).toList();
        return lasting.isEmpty()
                ? Assignability.preparable(blockers, steps(findings))
                : Assignability.blocked(blockers, steps(lasting));
    }

    /** The same where nothing lasting stands in the way, but it is not known whether the host lives on the device. */
    static Assignability conclude(List<Finding> findings, Optional<String> doubt, Assignability otherwise) {
        boolean blocked = findings.stream().anyMatch(Finding::lasting);
        return doubt.isEmpty() || blocked
                ? conclude(findings, otherwise)
                : Assignability.unknown(findings.isEmpty() ? doubt.get() : doubt.get() + "; then " + steps(findings));
    }

    private static String steps(List<Finding> findings) {
        Set<String> remedies = new LinkedHashSet<>();
        findings.forEach(finding -> remedies.add(finding.remedy()));
        return String.join("; ", new ArrayList<>(remedies));
    }
}
