/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.vmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The networks of the host: at first the three that an installation makes. Thread-safe. */
final class StandInNetworks {
    private static final Map<String, String> USUAL = Map.of("bridged", "vmnet0", "hostonly", "vmnet1", "nat", "vmnet8");

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final Map<String, ObjectNode> networks = new LinkedHashMap<>();

    StandInNetworks() {
        networks.put("vmnet0", network("vmnet0", "bridged"));
        networks.put("vmnet1", network("vmnet1", "hostOnly"));
        networks.put("vmnet8", network("vmnet8", "nat"));
    }

    /** The network of a type of connections. */
    static String usual(String type) {
        return USUAL.getOrDefault(type, "");
    }

    private static ObjectNode network(String name, String type) {
        boolean isBridged = type.equals("bridged");
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("type", type)
                .put("dhcp", Boolean.toString(!isBridged))
                .put("subnet", isBridged ? "" : "192.168." + name.substring("vmnet".length()) + ".0")
                .put("mask", isBridged ? "" : "255.255.255.0");
    }

    VmrestReply all() {
        lock.lock();
        try {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            networks.values().forEach(network -> all.add(network.deepCopy()));
            return listed(200, all);
        } finally {
            lock.unlock();
        }
    }

    private static VmrestReply listed(int status, ArrayNode networks) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("num", networks.size());
        answer.set("vmnets", networks);
        return VmrestReply.of(status, answer);
    }

    boolean has(String name) {
        lock.lock();
        try {
            return networks.containsKey(name);
        } finally {
            lock.unlock();
        }
    }

    VmrestReply make(JsonNode body) {
        String name = body.path("name").asText("");
        String type = body.path("type").asText("hostOnly");
        if (!name.matches("vmnet\\d{1,3}")) {
            return VmrestReply.invalid("name");
        } else if (!Set.of("bridged", "nat", "hostOnly").contains(type)) {
            return VmrestReply.invalid("type");
        }
        lock.lock();
        try {
            ObjectNode made = network(name, type);
            return networks.putIfAbsent(name, made) == null
                    ? listed(200, JsonNodeFactory.instance.arrayNode().add(made.deepCopy()))
                    : VmrestReply.refusal(409, "The virtual network exists already");
        } finally {
            lock.unlock();
        }
    }
}
