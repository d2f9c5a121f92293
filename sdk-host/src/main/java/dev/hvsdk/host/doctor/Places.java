/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

/** Checks that something is where it belongs. */
final class Places {
    private Places() {}

    /**
     * A device node.
     *
     * @param missing what it means that it is not there
     */
    static Examination node(String path, Verdict missing, String without, String remedy) {
        return patient -> {
            if (patient.files().exists(path)) {
                return Outcome.pass(path + " is there");
            }
            return patient.wasAsked()
                    ? new Outcome(missing, "there is no " + path + ", so " + without, remedy)
                    : Outcome.notCaptured(path);
        };
    }

    /** A driver, which is seen in one of these places of sysfs; without it something goes less well. */
    static Examination driver(String without, String remedy, String... paths) {
        return patient -> {
            if (patient.existsAny(paths)) {
                return Outcome.pass("the driver is there");
            }
            return patient.withoutSysfs()
                    .orElseGet(() -> patient.wasAsked()
                            ? Outcome.warn("the driver is not loaded, so " + without, remedy)
                            : Outcome.notCaptured(paths[0]));
        };
    }

    /** A program that is in one of these places. */
    static Examination program(String what, Verdict missing, String remedy, String... paths) {
        return patient -> {
            for (String path : paths) {
                if (patient.files().exists(path)) {
                    return Outcome.pass(path);
                }
            }
            return patient.wasAsked()
                    ? new Outcome(missing, what + " is not installed: there is no " + paths[0], remedy)
                    : Outcome.notCaptured(paths[0]);
        };
    }
}
