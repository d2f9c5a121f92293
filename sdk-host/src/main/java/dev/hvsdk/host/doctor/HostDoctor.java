/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.Inspection;
import dev.hvsdk.host.root.HostRoot;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Says whether a host can do what it is meant for, and what to do where it cannot.
 *
 * <pre>{@code
 * Diagnosis diagnosis = HostDoctor.of(HostRoot.live()).examine();
 * diagnosis.results().forEach(System.out::println);
 * }</pre>
 *
 * <p>It changes nothing and needs no privilege; what root would add is said by the results that lack it. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostDoctor {
    private static final List<HostCheck> CHECKS = Stream.of(
                    KvmChecks.all(), XenChecks.all(), LxcChecks.all(), ContainerChecks.all(), PassthroughChecks.all())
            .flatMap(List::stream)
            .toList();

    private final HostRoot root;

    private HostDoctor(HostRoot root) {
        this.root = root;
    }

    /** For this host. Reads nothing yet. */
    public static HostDoctor of(HostRoot root) {
        return new HostDoctor(root);
    }

    /** All checks that there are, group by group. */
    public static List<HostCheck> checks() {
        return CHECKS;
    }

    /** Those of a group. */
    public static List<HostCheck> checks(CheckGroup group) {
        return CHECKS.stream().filter(check -> check.group() == group).toList();
    }

    /** Does all checks. */
    public Diagnosis examine() {
        return examine(CHECKS);
    }

    /** Does these checks, from one reading of the host. */
    public Diagnosis examine(Collection<HostCheck> checks) {
        Inspection inspection = HostInspector.of(root).inspect();
        Patient patient = new Patient(root, inspection);
        return new Diagnosis(
                checks.stream().map(check -> check.examine(patient)).toList(), inspection.limitations());
    }
}
