/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code showvminfo --machinereadable} says of one machine. Immutable.
 *
 * @param fields the output, by key
 */
record Machine(Map<String, String> fields) {
    static Machine parse(String output) {
        return new Machine(MachineReadable.parse(output));
    }

    private String field(String key) {
        return Optional.ofNullable(fields.get(key))
                .orElseThrow(() -> new UnreadableOutputException("there is no " + key + " in it"));
    }

    /** Whether a process still holds the machine, as it does for a moment after the machine has stopped. */
    boolean isHeld() {
        return fields.containsKey("SessionName");
    }

    GuestInfo info() {
        GuestInfo.Builder info = GuestInfo.builder(GuestId.of(field("UUID")), field("name"), state())
                .technology(Technology.VIRTUALBOX)
                // In MiB, says the manual of modifyvm.
                .memory(MemorySize.ofMebibytes(number("memory")))
                .vcpus((int) number("cpus"));
        reason().ifPresent(info::reason);
        return info.build();
    }

    private long number(String key) {
        try {
            return Long.parseLong(field(key));
        } catch (NumberFormatException e) {
            throw new UnreadableOutputException(key + " is no number: " + field(key));
        }
    }

    /** The states are those of the enumeration MachineState in VirtualBox's SDK reference, in lower case. */
    GuestState state() {
        String state = field("VMState");
        return switch (state) {
            case "poweroff", "saved", "teleported", "aborted", "aborted-saved" -> GuestState.STOPPED;
            case "running", "livesnapshotting", "onlinesnapshotting", "teleporting", "starting", "restoring" ->
                GuestState.RUNNING;
            case "paused", "teleportingpausedvm" -> GuestState.PAUSED;
            case "stopping", "saving" -> GuestState.SHUTTING_DOWN;
            case "gurumeditation" -> GuestState.CRASHED;
            default -> throw new UnreadableOutputException("VMState is not known: " + state);
        };
    }

    private Optional<StateReason> reason() {
        return switch (field("VMState")) {
            case "saved", "aborted-saved" -> Optional.of(StateReason.SAVED);
            case "teleported" -> Optional.of(StateReason.MIGRATED);
            case "aborted" -> Optional.of(StateReason.FAILED);
            case "gurumeditation" -> Optional.of(StateReason.PANICKED);
            default -> Optional.empty();
        };
    }
}
