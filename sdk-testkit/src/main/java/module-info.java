/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Fake hosts and helpers for tests of code that uses the Hypervisor SDK. */
module dev.hvsdk.testkit {
    requires transitive dev.hvsdk.api;
    requires com.fasterxml.jackson.databind;
    requires java.xml;
    requires jdk.httpserver;
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;
    // Not "static transitive": javac would then demand both of every module that requires this one.
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;

    exports dev.hvsdk.testkit;
    exports dev.hvsdk.testkit.assertj;
    exports dev.hvsdk.testkit.junit;
    exports dev.hvsdk.testkit.tck;
    exports dev.hvsdk.testkit.vmware;

    // JUnit makes the chapters, which are not public.
    opens dev.hvsdk.testkit.tck to
            org.junit.platform.commons;

    provides dev.hvsdk.spi.HypervisorProvider with
            dev.hvsdk.testkit.FakeProvider;
}
