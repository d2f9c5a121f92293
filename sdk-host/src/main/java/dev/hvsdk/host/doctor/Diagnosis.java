/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import dev.hvsdk.host.root.Limitation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What the checks of a host came to.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Diagnosis {
    private final List<CheckResult> results;
    private final List<Limitation> limitations;

    Diagnosis(List<CheckResult> results, List<Limitation> limitations) {
        this.results = List.copyOf(results);
        this.limitations = List.copyOf(limitations);
    }

    /** One result for each check, in the order of the checks. */
    public List<CheckResult> results() {
        return results;
    }

    /** What could not be read and would make the results surer, such as what only root may read. */
    public List<Limitation> limitations() {
        return limitations;
    }

    /** Whether a check failed. */
    public boolean hasFailures() {
        return results.stream().anyMatch(result -> result.verdict() == Verdict.FAIL);
    }

    /** Such as {@code Diagnosis[results=[kvm.cpu: pass, kvm.device: fail], limitations=[]]}. */
    @Override
    public String toString() {
        return "Diagnosis[results=" + results + ", limitations=" + limitations + "]";
    }
}
