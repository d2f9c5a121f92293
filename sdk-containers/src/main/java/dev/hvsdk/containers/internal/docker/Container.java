/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.Operation;
import dev.hvsdk.containers.internal.http.Answer;
import dev.hvsdk.containers.internal.http.BodyStream;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import java.util.function.Consumer;
import java.util.function.Function;

/** One container and the engine that has it, as the capabilities use them. Immutable. */
final class Container {
    private static final String CONTAINERS = "containers";

    private final Client client;
    private final GuestContext context;

    Container(Client client, GuestContext context) {
        this.client = client;
        this.context = context;
    }

    Client client() {
        return client;
    }

    GuestId id() {
        return context.id();
    }

    ErrorFactory errors(String operation) {
        return context.errors(operation);
    }

    <T> Operation<T> change(String operation, Function<? super OperationSource<T>, ? extends T> work) {
        return context.change(operation, work);
    }

    /** All that the engine says of it. */
    JsonNode inspect(String operation) {
        return json(Request.read(CONTAINERS, part(), "json"), operation);
    }

    /** A question about it. */
    Request question(String what) {
        return Request.read(CONTAINERS, part(), what);
    }

    /** Something to do with it. */
    Request post(String what) {
        return Request.post(CONTAINERS, part(), what);
    }

    private String part() {
        return Shape.part(id(), errors("address"));
    }

    Answer send(Request request, String operation) {
        return client.send(request, errors(operation));
    }

    JsonNode json(Request request, String operation) {
        return client.json(request, errors(operation));
    }

    /** An answer whose beginning may take as long as it likes. */
    BodyStream patientStream(Request request, String operation, Consumer<AutoCloseable> opening) {
        return client.patientStream(request, errors(operation), opening);
    }
}
