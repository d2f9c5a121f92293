/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.vmrest.Vmrest;
import dev.hvsdk.vmware.internal.vmrest.VmrestNetwork;
import dev.hvsdk.vmware.internal.vmrest.VmrestNic;
import dev.hvsdk.vmware.internal.vmx.VmxNic;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a machine an interface by vmrest, which takes the network alone; the address and the adapter are set as keys of the
 * machine's file. Immutable.
 */
final class NicAttachment {
    private final Vmrest vmrest;
    private final String id;
    private final Supplier<Machine> machine;
    private final ErrorFactory about;

    /**
     * On one machine.
     *
     * @param id by which vmrest knows it
     * @param machine reads its file as it is at that moment
     */
    NicAttachment(Vmrest vmrest, String id, Supplier<Machine> machine, ErrorFactory about) {
        this.vmrest = vmrest;
        this.id = id;
        this.machine = machine;
        this.about = about;
    }

    /** What is asked for, or one of VMware's range for addresses that people set (Workstation's manual, "MAC addresses"). */
    static String address(NicSpec spec) {
        int number = ThreadLocalRandom.current().nextInt(0x400000);
        return spec.mac()
                .map(mac -> mac.toLowerCase(Locale.ROOT))
                .orElseGet(() -> "00:50:56:%02x:%02x:%02x".formatted(number >> 16, number >> 8 & 0xff, number & 0xff));
    }

    /** Leaves nothing behind if it fails. */
    void attach(NicSpec spec, String address) {
        @Nullable String vmnet = vmnet(spec.network());
        @Nullable String model = spec.model().isPresent() ? Creation.model(spec, about) : null;
        List<VmxNic> before = machine.get().content().nics();
        refuseIfTaken(address, before);
        VmrestNic made = vmrest.addNic(id, vmnet == null ? spec.network() : "custom", vmnet, about);
        try {
            configure(newDevice(before), address, model);
        } catch (HypervisorException e) {
            undo(made, e);
            throw e;
        }
    }

    /** The network to be named; none if it is the one of a type. */
    private @Nullable String vmnet(String network) {
        if (Creation.isUsual(network)) {
            return null;
        }
        return vmrest.networks(about).stream()
                .map(VmrestNetwork::name)
                .filter(network::equals)
                .findFirst()
                .orElseThrow(() -> about.notFound("there is no network " + network));
    }

    private void refuseIfTaken(String address, List<VmxNic> written) {
        boolean isTaken = Stream.concat(
                        written.stream().map(VmxNic::mac).filter(Objects::nonNull),
                        vmrest.nics(id, about).stream().flatMap(nic -> nic.mac().stream()))
                .anyMatch(address::equals);
        if (isTaken) {
            throw about.conflict("it has an interface of this MAC address: " + address);
        }
    }

    /** How vmrest's numbers and the names in the file belong together, its documentation does not say. */
    private String newDevice(List<VmxNic> before) {
        Set<String> old = before.stream().map(VmxNic::device).collect(Collectors.toSet());
        List<String> fresh = machine.get().content().nics().stream()
                .map(VmxNic::device)
                .filter(device -> !old.contains(device))
                .toList();
        if (fresh.size() != 1) {
            throw about.hostFailure(
                    "vmrest has added an interface, and the machine's file does not show which: " + fresh);
        }
        return fresh.get(0);
    }

    private void configure(String device, String address, @Nullable String model) {
        vmrest.configure(id, device + ".address", address, about);
        vmrest.configure(id, device + ".addressType", "static", about);
        if (model != null) {
            vmrest.configure(id, device + ".virtualDev", model, about);
        }
    }

    private void undo(VmrestNic made, HypervisorException failure) {
        try {
            vmrest.removeNic(id, made.index(), about);
        } catch (HypervisorException e) {
            failure.addSuppressed(e);
        }
    }
}
