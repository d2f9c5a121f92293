/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The virtual networks of a fake host. Thread-safe. */
final class NetworkStore {
    /** The first subnets of libvirt (192.168.122.0/24) and Docker (172.17.0.0/16); later networks get the next ones. */
    private static final int FIRST_OF_LIBVIRT = 122;

    private static final int FIRST_OF_DOCKER = 17;

    private final Family family;
    private final ReentrantLock lock = new ReentrantLock();

    /** By name, in the order in which they were made; guarded by {@link #lock}, as the next. */
    private final Map<String, VirtualNetwork> networks = new LinkedHashMap<>();

    private int made;

    NetworkStore(Family family) {
        this.family = family;
        String first = switch (family) {
            case KVM, XEN -> "default";
            case VSPHERE -> "VM Network";
            case CONTAINERS -> "bridge";
        };
        keep(NetworkSpec.builder(first).build());
    }

    List<VirtualNetwork> list() {
        return locked(() -> List.copyOf(networks.values()));
    }

    boolean has(String name) {
        return locked(() -> networks.containsKey(name));
    }

    VirtualNetwork create(NetworkSpec spec) {
        ErrorFactory creating = HostCore.ERRORS.operation("create network").subject("network " + spec.name());
        String mode = spec.mode().orElse(defaultMode());
        if (!modes().contains(mode)) {
            throw creating.unsupported(Reason.NO_SUCH_CONCEPT, "the host has no networks of mode " + mode);
        }
        if (family == Family.VSPHERE && spec.subnet().isPresent()) {
            throw creating.unsupported(Reason.NO_SUCH_CONCEPT, "a port group has no addresses");
        }
        return locked(() -> {
            refuseTaken(spec, creating);
            return keep(spec);
        });
    }

    private void refuseTaken(NetworkSpec spec, ErrorFactory creating) {
        if (networks.containsKey(spec.name())) {
            throw creating.remedy("choose another name").conflict("the name is taken");
        }
        networks.values().stream()
                .filter(other -> other.subnet().isPresent() && other.subnet().equals(spec.subnet()))
                .findFirst()
                .ifPresent(other -> {
                    throw creating.remedy("choose another subnet").conflict("network " + other + " has the subnet");
                });
    }

    private String defaultMode() {
        return family == Family.KVM || family == Family.XEN ? "nat" : "bridge";
    }

    private Set<String> modes() {
        return switch (family) {
            case KVM, XEN -> Set.of("nat", "route", "isolated");
            case VSPHERE -> Set.of("bridge");
            case CONTAINERS -> Set.of("bridge", "isolated");
        };
    }

    private VirtualNetwork keep(NetworkSpec spec) {
        int number = made++;
        VirtualNetwork.Builder network = VirtualNetwork.builder(
                        spec.name(), spec.mode().orElse(defaultMode()))
                .active(true);
        network.bridge(bridge(number));
        if (family != Family.VSPHERE) {
            network.subnet(spec.subnet().orElseGet(() -> freeSubnet(number)));
        }
        VirtualNetwork made = network.build();
        networks.put(made.name(), made);
        return made;
    }

    private String bridge(int number) {
        return switch (family) {
            case KVM, XEN -> "virbr" + number;
            case VSPHERE -> "vSwitch0";
            case CONTAINERS -> number == 0 ? "docker0" : "br-" + number;
        };
    }

    private String freeSubnet(int number) {
        String subnet = family == Family.CONTAINERS
                ? "172." + (FIRST_OF_DOCKER + number) + ".0.0/16"
                : "192.168." + (FIRST_OF_LIBVIRT + number) + ".0/24";
        boolean isTaken = networks.values().stream()
                .anyMatch(other -> other.subnet().filter(subnet::equals).isPresent());
        return isTaken ? freeSubnet(number + 1) : subnet;
    }

    /** Deletes a network, unless a guest uses it. */
    String delete(String name, Predicate<String> isUsed) {
        ErrorFactory deleting = HostCore.ERRORS.operation("delete network").subject("network " + name);
        return locked(() -> {
            if (!networks.containsKey(name)) {
                throw deleting.notFound("there is no such network");
            }
            if (family == Family.CONTAINERS && name.equals("bridge")) {
                throw deleting.permissionDenied("it is predefined, and cannot be deleted");
            }
            if (isUsed.test(name)) {
                throw deleting.remedy("undefine its guests first").conflict("guests use it");
            }
            networks.remove(name);
            return name;
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
