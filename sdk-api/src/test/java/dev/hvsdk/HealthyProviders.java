/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

/** Providers that work, for folders that declare them beside broken ones. */
final class HealthyProviders {
    private HealthyProviders() {}

    public static final class First extends TestProvider {
        public First() {
            super("first", "first");
        }
    }

    public static final class Last extends TestProvider {
        public Last() {
            super("last", "last");
        }
    }
}
