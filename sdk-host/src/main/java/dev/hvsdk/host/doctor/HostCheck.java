/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import org.apiguardian.api.API;

/**
 * One thing that is looked at.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostCheck {
    private final CheckGroup group;
    private final String name;
    private final String title;
    private final Examination examination;

    HostCheck(CheckGroup group, String name, String title, Examination examination) {
        this.group = group;
        this.name = name;
        this.title = title;
        this.examination = examination;
    }

    CheckResult examine(Patient patient) {
        Outcome outcome = patient.inapplicable(group).orElseGet(() -> examination.examine(patient));
        return new CheckResult(this, outcome);
    }

    /** What the host would be meant for. */
    public CheckGroup group() {
        return group;
    }

    /** The identifier in text and JSON: {@code kvm.device}. */
    public String id() {
        return group.id() + "." + name;
    }

    /** What is looked at, for people: {@code the device /dev/kvm}. */
    public String title() {
        return title;
    }

    /** The identifier. */
    @Override
    public String toString() {
        return id();
    }
}
