/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import java.util.List;
import java.util.Locale;

/** Whether a device could be given to a guest, as pictures show it: by a word, a shape and a colour. */
enum Mark {
    READY("can be given to a guest now", "#0b6b3a", "#5fd3a0"),
    PREPARABLE("can be given once what stands in the way is done", "#855300", "#f0bf52"),
    BLOCKED("something outside of the device has to change first", "#b3261e", "#ff9187"),
    UNKNOWN("it could not be found out", "#4a4f8f", "#aab1ff"),
    PLATFORM("a bridge or another part of the platform, which no guest is given", "#5a6068", "#a3abb5");

    private final String meaning;
    private final String light;
    private final String dark;

    Mark(String meaning, String light, String dark) {
        this.meaning = meaning;
        this.light = light;
        this.dark = dark;
    }

    static Mark of(PassthroughDevice device) {
        Assignability answer = device.assignability();
        List<Blocker.Kind> kinds =
                answer.blockers().stream().map(Blocker::kind).distinct().toList();
        if (kinds.equals(List.of(Blocker.Kind.NOT_ASSIGNABLE_BY_NATURE))) {
            return PLATFORM;
        }
        return switch (answer.state()) {
            case READY -> READY;
            case PREPARABLE -> PREPARABLE;
            case BLOCKED -> BLOCKED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** The word, which is also the name of the style. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }

    /** Its colour on white; the contrast is above 4.5:1 (WCAG 2.2, 1.4.3). */
    String onLight() {
        return light;
    }

    /** Its colour on a dark ground, likewise. */
    String onDark() {
        return dark;
    }
}
