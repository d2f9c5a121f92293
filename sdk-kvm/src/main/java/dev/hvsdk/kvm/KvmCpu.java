/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The CPU that a guest sees.
 *
 * <pre>{@code
 * KvmCpu.named("EPYC").with("pdpe1gb").without("svm")
 * }</pre>
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class KvmCpu {
    /** How it is chosen. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Mode {
        /** By the name of a model. */
        NAMED,
        /** The nearest to the host's that can be migrated. */
        HOST_MODEL,
        /** The host's as it is; the guest can move to hosts with the very same only. */
        HOST_PASSTHROUGH,
        /** All that the host or the emulation can offer. */
        MAXIMUM
    }

    private final Mode mode;
    private final @Nullable String model;
    private final Map<String, Boolean> features;

    private KvmCpu(Mode mode, @Nullable String model, Map<String, Boolean> features) {
        this.mode = mode;
        this.model = model;
        this.features = Collections.unmodifiableMap(features);
    }

    /** A model by the name that libvirt has for it, such as {@code EPYC-Rome}; one that the host cannot offer in full is refused. */
    public static KvmCpu named(String model) {
        return new KvmCpu(Mode.NAMED, Objects.requireNonNull(model, "model"), Map.of());
    }

    /** The nearest to the host's CPU that can be migrated. */
    public static KvmCpu hostModel() {
        return new KvmCpu(Mode.HOST_MODEL, null, Map.of());
    }

    /** The host's CPU as it is; with KVM only. */
    public static KvmCpu hostPassthrough() {
        return new KvmCpu(Mode.HOST_PASSTHROUGH, null, Map.of());
    }

    /** All features that the host or the emulation can offer. */
    public static KvmCpu maximum() {
        return new KvmCpu(Mode.MAXIMUM, null, Map.of());
    }

    /** The same with a feature, by libvirt's name of it, such as {@code vmx}; it is an error at start if it cannot be had. */
    public KvmCpu with(String feature) {
        return feature(feature, true);
    }

    /** The same without a feature. */
    public KvmCpu without(String feature) {
        return feature(feature, false);
    }

    private KvmCpu feature(String feature, boolean on) {
        Map<String, Boolean> changed = new LinkedHashMap<>(features);
        changed.put(feature, on);
        return new KvmCpu(mode, model, changed);
    }

    /** How it is chosen. */
    public Mode mode() {
        return mode;
    }

    /** The model; empty unless it is chosen by name. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** The features that are wanted (true) or not (false) beside what the model has, in the order in which they were named. */
    public Map<String, Boolean> features() {
        return features;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KvmCpu that
                && mode == that.mode
                && Objects.equals(model, that.model)
                && features.equals(that.features);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mode, model, features);
    }

    /** Such as {@code EPYC +pdpe1gb -svm}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(model == null ? mode.name() : model);
        features.forEach((name, on) -> text.append(on ? " +" : " -").append(name));
        return text.toString();
    }
}
