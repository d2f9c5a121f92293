/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The networks of the engine. Immutable. */
final class DockerNetworks implements Networks {
    private static final String NETWORKS = "networks";

    private final Client client;

    DockerNetworks(Client client) {
        this.client = client;
    }

    @Override
    public List<VirtualNetwork> list() {
        List<VirtualNetwork> networks = new ArrayList<>();
        all(client.context().errors("list networks"))
                .forEach(json ->
                        networks.add(NetworkJson.read(json, client.greeting().dialect())));
        return List.copyOf(networks);
    }

    private JsonNode all(ErrorFactory about) {
        return Shape.list(client.json(Request.read(NETWORKS), about), about);
    }

    @Override
    public Operation<VirtualNetwork> create(NetworkSpec spec) {
        String subject = "network " + spec.name();
        return client.context().change("create", subject, source -> {
            ErrorFactory about = client.context().errors("create").subject(subject);
            ObjectNode json = NetworkJson.of(spec, about);
            refuseIfTaken(spec.name(), about);
            client.send(Request.post(NETWORKS, "create").json(json), about);
            return NetworkJson.read(one(spec.name(), about), client.greeting().dialect());
        });
    }

    /** Docker before version 25 promises to look, and not to find. */
    private void refuseIfTaken(String name, ErrorFactory about) {
        if (!named(name, about).isEmpty()) {
            throw about.conflict("there is a network of this name");
        }
    }

    @Override
    public Operation<String> delete(String network) {
        String subject = "network " + network;
        return client.context().change("delete", subject, source -> {
            ErrorFactory about = client.context().errors("delete").subject(subject);
            JsonNode found = one(network, about);
            refuseIfOfEngine(network, about);
            client.send(Request.delete(NETWORKS, key(found)), about);
            return network;
        });
    }

    /** Podman 4.3.1 does not see who uses a network that is named by its id; Docker takes a name for an id first. */
    private String key(JsonNode network) {
        String key = client.greeting().dialect() == Dialect.DOCKER ? "Id" : "Name";
        return network.path(key).asText();
    }

    private void refuseIfOfEngine(String name, ErrorFactory about) {
        boolean isOfEngine = client.greeting().dialect() == Dialect.DOCKER
                ? Set.of("bridge", "host", "none").contains(name)
                : name.equals("bridge") || name.equals("podman");
        if (isOfEngine) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "it belongs to the engine");
        }
    }

    /** By its exact name: the engines would also take the beginning of an id for it. */
    private JsonNode one(String name, ErrorFactory about) {
        List<JsonNode> found = named(name, about);
        if (found.isEmpty()) {
            throw about.notFound("there is no network of this name");
        }
        if (found.size() > 1) {
            throw about.conflict("several networks bear this name");
        }
        return found.get(0);
    }

    private List<JsonNode> named(String name, ErrorFactory about) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode json : all(about)) {
            if (name.equals(json.path("Name").asText())) {
                found.add(json);
            }
        }
        return found;
    }
}
