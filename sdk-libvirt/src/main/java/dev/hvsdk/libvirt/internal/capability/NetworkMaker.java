/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.libvirt.internal.natives.VirNetwork;
import dev.hvsdk.libvirt.xml.NetworkXml;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a network, whole or not at all. Immutable. */
final class NetworkMaker {
    private static final String BRIDGE = "bridge";
    private static final Set<String> MODES = Set.of("nat", "isolated", "route", "open", BRIDGE);

    /** Names of network interfaces of Linux, as far as everybody takes them (IFNAMSIZ of linux/if.h is 16 with the zero). */
    private static final Pattern INTERFACE = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,14}");

    private final NetworkSpec spec;
    private final ErrorFactory errors;
    private final NetworkXml definition;

    /** Throws if it is none that can be made. */
    NetworkMaker(NetworkSpec spec, ErrorFactory errors) {
        this.spec = spec;
        this.errors = errors;
        ResourceNames.checked(spec.name(), errors);
        definition = definition(spec.mode().orElse("nat"));
    }

    private NetworkXml definition(String mode) {
        if (!MODES.contains(mode)) {
            throw refusal("networks of the mode '" + mode + "' need more than a name and addresses");
        }
        try {
            NetworkXml network = NetworkXml.of(spec);
            return mode.equals(BRIDGE) ? bridged(network) : network;
        } catch (IllegalArgumentException e) {
            throw errors.cause(e).unsupported(Support.Reason.NO_SUCH_CONCEPT, String.valueOf(e.getMessage()));
        }
    }

    /** The specification names nothing else that could be the bridge of the host. */
    private NetworkXml bridged(NetworkXml network) {
        if (spec.subnet().isPresent()) {
            throw refusal("the addresses of a bridge of the host are not libvirt's to manage");
        }
        if (!INTERFACE.matcher(spec.name()).matches()) {
            throw refusal("a network of the mode 'bridge' has the name of the bridge of the host that it is");
        }
        return network.withBridge(spec.name());
    }

    private HypervisorException refusal(String why) {
        return errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, why);
    }

    VirtualNetwork make(long connection) {
        List<VirtualNetwork> others = LibvirtNetworks.all(connection);
        refuseIfTaken(others);
        FreeSubnets free = new FreeSubnets(
                others.stream().flatMap(other -> other.subnet().stream()).toList());
        if (definition.mode().equals(BRIDGE) || spec.subnet().isPresent()) {
            refuseUnlessFree(free);
            return started(connection, definition)
                    .orElseThrow(() -> errors.conflict("the host has the subnet already"));
        }
        return inFirst(free.all().iterator(), connection);
    }

    private void refuseIfTaken(List<VirtualNetwork> others) {
        if (others.stream().anyMatch(other -> other.name().equals(spec.name()))) {
            throw errors.conflict("there is a network of this name");
        }
    }

    private void refuseUnlessFree(FreeSubnets free) {
        if (definition.subnet().filter(subnet -> !free.isFree(subnet)).isPresent()) {
            throw errors.conflict(
                    "another network has addresses of " + definition.subnet().orElseThrow());
        }
    }

    /** What the host itself has beside libvirt's networks it says only when asked to start one. */
    private VirtualNetwork inFirst(Iterator<String> subnets, long connection) {
        while (subnets.hasNext()) {
            Optional<VirtualNetwork> made = started(connection, definition.withSubnet(subnets.next()));
            if (made.isPresent()) {
                return made.get();
            }
        }
        throw errors.remedy("name a subnet").conflict("the host has all subnets that it was offered already");
    }

    /** Empty, and nothing made, if the host has the addresses otherwise. */
    private Optional<VirtualNetwork> started(long connection, NetworkXml xml) {
        long network = Vir.check(VirNetwork.virNetworkDefineXML(connection, xml.toXml()));
        return Handles.use(network, this::started, VirNetwork::virNetworkFree);
    }

    private Optional<VirtualNetwork> started(long network) {
        try {
            Vir.check(VirNetwork.virNetworkCreate(network));
            Vir.check(VirNetwork.virNetworkSetAutostart(network, 1));
            return Optional.of(LibvirtNetworks.reading(network));
        } catch (VirException e) {
            HypervisorException undone = undone(network, VirErrors.of(e.failure(), errors));
            // Libvirt has no code of its own for it.
            if (e.failure().text().contains("already in use by interface") && undone.getSuppressed().length == 0) {
                return Optional.empty();
            }
            throw undone;
        }
    }

    private HypervisorException undone(long network, HypervisorException why) {
        if (VirNetwork.virNetworkIsActive(network) == 1) {
            suppressFailure(VirNetwork.virNetworkDestroy(network), why);
        }
        suppressFailure(VirNetwork.virNetworkUndefine(network), why);
        return why;
    }

    private static void suppressFailure(int result, HypervisorException why) {
        if (result < 0) {
            why.addSuppressed(new VirException(VirFailure.last()));
        }
    }
}
