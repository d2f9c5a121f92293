/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The networks that the daemon manages, and the bridges of the host that it can use. Thread-safe. */
final class LxdNetworks implements Networks {
    private static final String NETWORKS = "networks";
    private static final String ADDRESS = "ipv4.address";
    private static final Pattern CIDR = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})/(\\d{1,2})");

    private final Client client;
    private final HostContext context;

    LxdNetworks(Client client) {
        this.client = client;
        this.context = client.context();
    }

    @Override
    public List<VirtualNetwork> list() {
        JsonNode all =
                client.read(client.request("GET", NETWORKS).query("recursion", "1"), context.errors("list networks"));
        List<VirtualNetwork> found = new ArrayList<>();
        for (JsonNode one : all) {
            if (Json.flag(one, "managed") || Json.text(one, "type").orElse("").equals("bridge")) {
                found.add(read(one));
            }
        }
        return List.copyOf(found);
    }

    static VirtualNetwork read(JsonNode json) {
        String name = Json.text(json, "name").orElseThrow();
        String type = Json.text(json, "type").orElse("bridge");
        boolean managed = Json.flag(json, "managed");
        VirtualNetwork.Builder network = VirtualNetwork.builder(name, managed ? mode(json, type) : type);
        Json.text(json, "config", ADDRESS).flatMap(LxdNetworks::subnet).ifPresent(network::subnet);
        if (type.equals("bridge")) {
            network.bridge(name);
        }
        return network.active(!managed || Json.text(json, "status").orElse("").equals("Created"))
                .build();
    }

    private static String mode(JsonNode json, String type) {
        if (!type.equals("bridge")) {
            return type;
        }
        if (subnet(Json.text(json, "config", ADDRESS).orElse("none")).isEmpty()) {
            return "isolated";
        }
        return Json.text(json, "config", "ipv4.nat").orElse("false").equals("true") ? "nat" : "route";
    }

    /** The network that an address is in: {@code 10.0.3.0/24} of {@code 10.0.3.1/24}. */
    static Optional<String> subnet(String address) {
        Matcher parts = CIDR.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > Integer.SIZE) {
            return Optional.empty();
        }
        int length = Integer.parseInt(parts.group(2));
        return number(parts.group(1)).map(number -> dotted(number & mask(length)) + "/" + length);
    }

    private static int mask(int length) {
        return length == 0 ? 0 : -1 << (Integer.SIZE - length);
    }

    private static Optional<Integer> number(String dotted) {
        try {
            // Digits and dots only: nothing is looked up.
            byte[] bytes = InetAddress.getByName(dotted).getAddress();
            return Optional.of(ByteBuffer.wrap(bytes).getInt());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String dotted(int number) {
        return (number >>> 24) + "." + (number >>> 16 & 255) + "." + (number >>> 8 & 255) + "." + (number & 255);
    }

    @Override
    public Operation<VirtualNetwork> create(NetworkSpec spec) {
        String subject = "network " + spec.name();
        return context.change("create", subject, source -> {
            ErrorFactory about = context.errors("create").subject(subject);
            ObjectNode json = Json.object().put("name", spec.name()).put("type", "bridge");
            json.set("config", config(spec, about));
            client.change(client.request("POST", NETWORKS).json(json), about);
            return read(client.read(client.request("GET", NETWORKS, spec.name()), about));
        });
    }

    static ObjectNode config(NetworkSpec spec, ErrorFactory about) {
        ObjectNode config = Json.object().put("ipv6.address", "none");
        switch (spec.mode().orElse("nat")) {
            case "nat" -> config.put("ipv4.nat", "true").put(ADDRESS, address(spec, about));
            case "route" -> config.put("ipv4.nat", "false").put(ADDRESS, address(spec, about));
            case "isolated" -> {
                if (spec.subnet().isPresent()) {
                    throw about.unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "a bridge of LXD with addresses is routed, and not isolated");
                }
                config.put(ADDRESS, "none");
            }
            default ->
                throw about.remedy("use nat, route or isolated")
                        .unsupported(
                                Support.Reason.NO_SUCH_CONCEPT,
                                "LXD makes no network of the mode "
                                        + spec.mode().get());
        }
        return config;
    }

    /** The first address of the network is the bridge's own. */
    private static String address(NetworkSpec spec, ErrorFactory about) {
        return spec.subnet().map(subnet -> first(subnet, about)).orElse("auto");
    }

    private static String first(String subnet, ErrorFactory about) {
        String network = subnet(subnet).orElseThrow(() -> about.hostFailure("no network of IPv4: " + subnet));
        int slash = network.indexOf('/');
        int number = number(network.substring(0, slash)).orElseThrow();
        return dotted(number + 1) + network.substring(slash);
    }

    @Override
    public Operation<String> delete(String network) {
        String subject = "network " + network;
        return context.change("delete", subject, source -> {
            ErrorFactory about = context.errors("delete").subject(subject);
            if (network.isBlank() || network.contains("/")) {
                throw about.notFound("there is no network of such a name");
            }
            client.change(client.request("DELETE", NETWORKS, network), about);
            return network;
        });
    }
}
