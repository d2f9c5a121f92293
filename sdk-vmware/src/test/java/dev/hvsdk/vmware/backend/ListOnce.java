/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.Hypervisor;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A program that counts the guests of a server, to be run in a JVM of its own. */
final class ListOnce {
    static final String URI = "LIST_ONCE_URI";
    static final String PASSWORD = "LIST_ONCE_PASSWORD";

    private ListOnce() {}

    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        String password = Objects.requireNonNull(environment.get(PASSWORD));
        ConnectSpec spec = ConnectSpec.builder(java.net.URI.create(Objects.requireNonNull(environment.get(URI))))
                .credentials(host -> Optional.of(Credentials.of(password.toCharArray())))
                .build();
        try (Hypervisor host = new VsphereProvider().open(spec)) {
            System.out.println(host.guests().asList().size());
        }
    }
}
