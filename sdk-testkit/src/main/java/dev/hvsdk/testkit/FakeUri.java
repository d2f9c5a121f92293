/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.spi.support.ConnectParameters;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a URI such as {@code fake:kvm?guests=10} asks for. Immutable. */
final class FakeUri {
    private static final String NAME = "name";
    private static final String GUESTS = "guests";

    private final Family family;
    private final ConnectParameters parameters;

    private FakeUri(Family family, ConnectParameters parameters) {
        this.family = family;
        this.parameters = parameters;
    }

    /** Reads the URI; throws {@link IllegalArgumentException} if it asks for what there is not. */
    static FakeUri parse(URI uri) {
        return new FakeUri(familyOf(uri), ConnectParameters.parse(uri, Set.of(NAME, GUESTS)));
    }

    /** Throws {@link IllegalArgumentException} if the URI is another backend's. */
    static void requireScheme(URI uri) {
        if (!FakeProvider.ID.equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "'" + uri.getScheme() + "' is not the scheme of a fake host; known are " + known());
        }
    }

    private static Family familyOf(URI uri) {
        String rest = uri.getRawSchemeSpecificPart();
        int query = rest.indexOf('?');
        String id = query < 0 ? rest : rest.substring(0, query);
        return Arrays.stream(Family.values())
                .filter(family -> family.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no fake host '" + id + "'; known are " + known()));
    }

    /** The URIs of all families, for messages. */
    static String known() {
        return Arrays.stream(Family.values())
                .map(family -> FakeProvider.ID + ":" + family.id())
                .collect(Collectors.joining(", "));
    }

    Family family() {
        return family;
    }

    /** The name by which the host is shared; empty for a host of its own. */
    Optional<String> name() {
        return parameters.find(NAME);
    }

    FakeHost makeHost() {
        return parameters
                .find(GUESTS)
                .map(count -> FakeHost.of(family).withGuests(parse(count), GuestState.RUNNING))
                .orElseGet(() -> SampleGuests.host(family));
    }

    private static int parse(String count) {
        try {
            return Integer.parseInt(count);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the parameter '" + GUESTS + "' of the URI must be a number", e);
        }
    }
}
