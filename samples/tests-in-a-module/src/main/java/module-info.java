/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A module of tests: fields that are injected are opened to the testkit, as tests are to JUnit. */
module moduletests {
    requires dev.hvsdk.api;
    requires dev.hvsdk.testkit;
    requires org.assertj.core;
    requires org.junit.jupiter.api;

    opens moduletests to
            dev.hvsdk.testkit,
            org.junit.platform.commons;
}
