/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import java.util.List;

/** The features of a fake machine, as long as the connection is open. Thread-safe. */
final class FakeHostFeatures implements HostFeatures {
    private final FakeConnection connection;

    FakeHostFeatures(FakeConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<FeatureReport> reports() {
        return connection.read(
                Call.onHost(HostCall.READ_HOST), host -> host.features().all());
    }

    @Override
    public FeatureReport report(CpuFeature feature) {
        return connection.read(
                Call.onHost(HostCall.READ_HOST), host -> host.features().report(feature));
    }
}
