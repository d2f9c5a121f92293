/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** One instance and the daemon that has it, as the capabilities use them. Immutable. */
final class Instance {
    private final Client client;
    private final GuestContext context;

    Instance(Client client, GuestContext context) {
        this.client = client;
        this.context = context;
    }

    Client client() {
        return client;
    }

    GuestContext context() {
        return context;
    }

    String name() {
        return InstanceId.of(context.id()).name();
    }

    ErrorFactory errors(String operation) {
        return context.errors(operation);
    }

    <T> Operation<T> change(String operation, Function<? super OperationSource<T>, ? extends T> work) {
        return context.change(operation, work);
    }

    /** All that the daemon keeps of it. */
    JsonNode read(String operation) {
        return client.read(request("GET"), errors(operation));
    }

    /** The same with what it does now, in one call. */
    JsonNode readWithState(String operation) {
        return client.read(request("GET").query("recursion", "1"), errors(operation));
    }

    /** Changes keys of its own configuration. */
    void patchConfig(ObjectNode config, String operation) {
        ObjectNode body = Json.object();
        body.set("config", config);
        client.change(request("PATCH").json(body), errors(operation));
    }

    /** A request about it, by the rest of the path. */
    Request request(String method, String... rest) {
        return request(client, InstanceId.of(context.id()), errors("find instance"), method, rest);
    }

    /** Throws WrongState unless it is in one of these states. */
    void require(JsonNode read, String operation, GuestState... states) {
        GuestState state = InstanceJson.state(read);
        if (!List.of(states).contains(state)) {
            throw errors(operation).wrongState("it is " + state.id());
        }
    }

    static Request request(Client client, InstanceId id, ErrorFactory about, String method, String... rest) {
        if (!id.project().equals(client.project()) || !InstanceJson.isName(id.name())) {
            throw about.notFound("the project " + client.project() + " has no instance " + id.guest());
        }
        String[] path = Stream.concat(Stream.of("instances", id.name()), Stream.of(rest))
                .toArray(String[]::new);
        return client.request(method, path);
    }
}
