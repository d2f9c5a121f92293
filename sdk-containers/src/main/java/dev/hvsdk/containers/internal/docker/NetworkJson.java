/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Optional;

/** Networks as the engines write them. */
final class NetworkJson {
    private static final String NAT = "nat";
    private static final String ISOLATED = "isolated";
    private static final String ROUTE = "route";
    private static final String BRIDGE = "bridge";
    private static final String MASQUERADE = "com.docker.network.bridge.enable_ip_masquerade";
    private static final String BRIDGE_NAME = "com.docker.network.bridge.name";

    private NetworkJson() {}

    static VirtualNetwork read(JsonNode json, Dialect dialect) {
        VirtualNetwork.Builder network = VirtualNetwork.builder(
                        Json.text(json, "Name").orElseThrow(), mode(json))
                .active(true);
        Json.text(json.path("IPAM").path("Config").path(0), "Subnet").ifPresent(network::subnet);
        bridge(json, dialect).ifPresent(network::bridge);
        return network.build();
    }

    private static String mode(JsonNode json) {
        String driver = Json.text(json, "Driver").orElse("null");
        if (driver.equals("null")) {
            return "none";
        }
        if (Json.flag(json, "Internal")) {
            return ISOLATED;
        }
        boolean isRouted = "false".equals(json.path("Options").path(MASQUERADE).asText());
        return driver.equals(BRIDGE) ? isRouted ? ROUTE : NAT : driver;
    }

    /** Docker makes the name of the beginning of the id, unless it was given another; Podman does not tell it here. */
    private static Optional<String> bridge(JsonNode json, Dialect dialect) {
        Optional<String> given =
                Optional.of(json.path("Options").path(BRIDGE_NAME).asText()).filter(name -> !name.isEmpty());
        if (given.isPresent()
                || dialect != Dialect.DOCKER
                || !BRIDGE.equals(json.path("Driver").asText())) {
            return given;
        }
        return Json.text(json, "Id").filter(id -> id.length() >= 12).map(id -> "br-" + id.substring(0, 12));
    }

    static ObjectNode of(NetworkSpec spec, ErrorFactory about) {
        String mode = spec.mode().orElse(NAT);
        ObjectNode json = Json.object()
                .put("Name", spec.name())
                .put("CheckDuplicate", true)
                .put("Driver", BRIDGE);
        switch (mode) {
            case NAT, BRIDGE -> json.put("Internal", false);
            case ISOLATED -> json.put("Internal", true);
            case ROUTE -> json.putObject("Options").put(MASQUERADE, "false");
            default ->
                throw about.remedy("take nat, isolated or route")
                        .unsupported(
                                Support.Reason.NO_SUCH_CONCEPT,
                                "networks of the mode '" + mode + "' need more than a name and addresses");
        }
        spec.subnet()
                .ifPresent(subnet ->
                        json.putObject("IPAM").putArray("Config").addObject().put("Subnet", subnet));
        return json;
    }
}
