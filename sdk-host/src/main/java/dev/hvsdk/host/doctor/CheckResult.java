/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a check came to on a host.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CheckResult {
    private final HostCheck check;
    private final Outcome outcome;

    CheckResult(HostCheck check, Outcome outcome) {
        this.check = check;
        this.outcome = outcome;
    }

    /** What was looked at. */
    public HostCheck check() {
        return check;
    }

    /** How good it is. */
    public Verdict verdict() {
        return outcome.verdict();
    }

    /** Why, as a sentence without a final full stop. */
    public String reason() {
        return outcome.reason();
    }

    /** What a person can do about it; empty if nothing can be done or need be. */
    public Optional<String> remedy() {
        return Optional.ofNullable(outcome.remedy());
    }

    /** Such as {@code kvm.device: pass}. */
    @Override
    public String toString() {
        return check.id() + ": " + verdict().id();
    }
}
