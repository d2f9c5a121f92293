/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

/**
 * One call to a fake host, as its faults see it. Immutable.
 *
 * @param subject on what: {@code guest web}, {@code host}
 */
record Call(HostCall kind, String subject) {
    private static final String GUEST = "guest ";

    static Call onHost(HostCall kind) {
        return new Call(kind, "host");
    }

    static Call onGuest(HostCall kind, String name) {
        return new Call(kind, GUEST + name);
    }

    boolean isOnGuest(String name) {
        return subject.equals(GUEST + name);
    }

    /** Such as {@code start of guest web}. */
    String description() {
        return kind.verb() + " of " + subject;
    }
}
