/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.host.internal.device.Candidate;
import dev.hvsdk.host.internal.device.DeviceReader;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.Set;

/** Finds out what has to be done for a change and what speaks against it, from one reading of the host. Not thread-safe. */
public final class Planner {
    static final ErrorFactory ERRORS = ErrorFactory.of("host");

    private final HostRoot root;
    private final List<Candidate> functions;
    private final VfioUsers users;

    private Planner(HostRoot root) {
        this.root = root;
        this.functions = DeviceReader.candidates(root);
        this.users = VfioUsers.read(root.files());
    }

    /** The plan for a change, where these things were accepted that else speak against it. Only reads. */
    public static Draft plan(HostRoot root, DeviceChange change, Set<Kind> accepted) {
        Draft draft = new Draft(change, accepted);
        new Planner(root).draft(change, draft);
        return draft;
    }

    private void draft(DeviceChange change, Draft draft) {
        Candidate device = existing(change.device());
        if (change instanceof DeviceChange.BindToVfio) {
            binding(draft).alone(device);
        } else if (change instanceof DeviceChange.BindGroupToVfio) {
            binding(draft).withGroup(device, members(device));
        } else if (change instanceof DeviceChange.ReturnToHost) {
            returning(draft).of(device);
        } else if (change instanceof DeviceChange.ReturnGroupToHost) {
            returning(draft).of(device);
            members(device).forEach(returning(draft)::of);
        } else if (change instanceof DeviceChange.SetVirtualFunctions number) {
            new Counting(functions, draft).of(device, number.count());
        } else if (change instanceof DeviceChange.CreateMediatedDevice creation) {
            new Mediation(root.files(), users, draft).create(creation);
        } else if (change instanceof DeviceChange.RemoveMediatedDevice removal) {
            new Mediation(root.files(), users, draft).remove(removal);
        }
    }

    private Binding binding(Draft draft) {
        return new Binding(root.files(), draft);
    }

    private Returning returning(Draft draft) {
        return new Returning(root.files(), users, draft);
    }

    private Candidate existing(PciAddress address) {
        return functions.stream()
                .filter(function -> function.address().equals(address))
                .findFirst()
                .orElseThrow(() -> planning(address)
                        .remedy("'hv devices' lists those that there are")
                        .notFound("the host has no such function"));
    }

    static ErrorFactory planning(PciAddress address) {
        return ERRORS.operation("plan").subject("pci " + address);
    }

    private List<Candidate> members(Candidate device) {
        return functions.stream().filter(other -> other.isBeside(device)).toList();
    }
}
