/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestInterface;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.VirtualNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The agents in the guests of a fake host: as the test says, or else as those of a fresh installation. Thread-safe. */
final class Agents {
    /** Of TEST-NET-1 (RFC 5737), where nothing is known of the network. */
    private static final String UNKNOWN_SUBNET = "192.0.2.0/24";

    /** The addresses before it are for routers and the like. */
    private static final int FIRST_HOST = 10;

    private static final int HOSTS = 200;
    private static final int HEX = 16;
    private static final Pattern SUBNET = Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.)\\d+(/\\d+)");

    private final Family family;
    private final NetworkStore networks;
    private final Map<String, FakeAgent> scripted = new ConcurrentHashMap<>();

    Agents(Family family, NetworkStore networks) {
        this.family = family;
        this.networks = networks;
    }

    void put(String guest, FakeAgent agent) {
        scripted.put(guest, agent);
    }

    /** Whether there is one that answers. */
    boolean answer(GuestRecord guest) {
        FakeAgent agent = scripted.get(guest.name());
        return agent == null || agent.answers();
    }

    /** Not while anything is locked: its addresses are those of the networks. */
    FakeAgent of(GuestRecord guest) {
        FakeAgent agent = scripted.get(guest.name());
        return agent == null ? usual(guest) : agent;
    }

    private FakeAgent usual(GuestRecord guest) {
        VirtualParts parts = guest.config().parts();
        long disks = parts.disks().stream()
                .filter(Predicate.not(GuestDisk::removable))
                .count();
        FakeAgent.Builder agent = FakeAgent.builder().hostname(guest.name()).fileSystems((int) Math.max(1, disks));
        if (family == Family.KVM) {
            agent.networkInterface(GuestInterface.builder("lo")
                    .address("127.0.0.1/8")
                    .address("::1/128")
                    .build());
        }
        List<GuestNic> nics = parts.nics();
        for (int number = 0; number < nics.size(); number++) {
            agent.networkInterface(seen(nics.get(number), number));
        }
        return agent.build();
    }

    private GuestInterface seen(GuestNic nic, int number) {
        String subnet = nic.network().flatMap(this::subnet).orElse(UNKNOWN_SUBNET);
        return GuestInterface.builder("eth" + number)
                .mac(nic.mac())
                .address(address(subnet, nic.mac()))
                .build();
    }

    private Optional<String> subnet(String network) {
        return networks.list().stream()
                .filter(other -> other.name().equals(network))
                .findFirst()
                .flatMap(VirtualNetwork::subnet);
    }

    /** The last byte of the MAC address is that of the IP address, as far as it goes; what is no IPv4 subnet is passed over. */
    private static String address(String subnet, String mac) {
        Matcher parts = SUBNET.matcher(subnet);
        if (!parts.matches()) {
            return address(UNKNOWN_SUBNET, mac);
        }
        int host = FIRST_HOST + Integer.parseInt(mac.substring(mac.length() - 2), HEX) % HOSTS;
        return parts.group(1) + host + parts.group(2);
    }
}
