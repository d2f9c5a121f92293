/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one {@link CpuFeature} of one machine: its state, the evidence, and what would change it.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FeatureReport {
    private final CpuFeature feature;
    private final FeatureState state;
    private final List<Evidence> evidence;
    private final @Nullable String remedy;

    private FeatureReport(Builder builder) {
        feature = builder.feature;
        state = builder.state;
        evidence = List.copyOf(builder.evidence);
        remedy = builder.remedy;
    }

    /** Starts a report that this feature is in this state. */
    public static Builder builder(CpuFeature feature, FeatureState state) {
        return new Builder(feature, state);
    }

    /** The feature. */
    public CpuFeature feature() {
        return feature;
    }

    /** Its state. */
    public FeatureState state() {
        return state;
    }

    /** Whether the feature can be used now. */
    public boolean isUsable() {
        return state == FeatureState.USABLE;
    }

    /** What the state rests on, strongest first. */
    public List<Evidence> evidence() {
        return evidence;
    }

    /** What a person can do to make the feature usable, or to find out more; empty if nothing can be done or need be. */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeatureReport that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {feature, state, evidence, remedy};
    }

    /** Such as {@code amd-v: hidden-by-hypervisor}. */
    @Override
    public String toString() {
        return feature.id() + ": " + state.id();
    }

    /** Collects a report. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final CpuFeature feature;
        private final FeatureState state;
        private final List<Evidence> evidence = new ArrayList<>();
        private @Nullable String remedy;

        private Builder(CpuFeature feature, FeatureState state) {
            this.feature = feature;
            this.state = state;
        }

        /** Adds a piece of evidence, strongest first. */
        public Builder evidence(Evidence piece) {
            evidence.add(piece);
            return this;
        }

        /** Adds pieces of evidence, strongest first. */
        public Builder evidence(List<Evidence> pieces) {
            evidence.addAll(pieces);
            return this;
        }

        /** Says what a person can do, as a sentence without a final full stop. */
        public Builder remedy(String remedy) {
            this.remedy = remedy;
            return this;
        }

        /** The report. */
        public FeatureReport build() {
            return new FeatureReport(this);
        }
    }
}
