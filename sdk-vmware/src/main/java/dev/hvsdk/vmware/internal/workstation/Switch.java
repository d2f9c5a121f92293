/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import java.util.List;

/** What a machine can be made to do, and what the tools call it. Immutable. */
enum Switch {
    ON("on", "start", "nogui"),
    OFF("off", "stop", "hard"),
    SHUTDOWN("shutdown", "stop", "soft"),
    SUSPEND("suspend", "suspend", "hard"),
    PAUSE("pause", "pause"),
    UNPAUSE("unpause", "unpause");

    private final String word;
    private final String verb;
    private final List<String> how;

    Switch(String word, String verb, String... how) {
        this.word = word;
        this.verb = verb;
        this.how = List.of(how);
    }

    /** As vmrest takes it. */
    String word() {
        return word;
    }

    /** As vmrun takes it. */
    String verb() {
        return verb;
    }

    /** What follows the file in vmrun's arguments. */
    List<String> how() {
        return how;
    }
}
