/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.signal;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.Technology;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One thing that detection saw: what it speaks for, what it weighs, and what became of it.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Signal {
    private final Evidence evidence;
    private final Weight weight;
    private final Outcome outcome;
    private final Rule rule;
    private final @Nullable Technology technology;
    private final @Nullable String variant;
    private final @Nullable Platform platform;

    private Signal(
            Evidence evidence,
            Weight weight,
            Outcome outcome,
            Rule rule,
            @Nullable Technology technology,
            @Nullable String variant,
            @Nullable Platform platform) {
        this.evidence = evidence;
        this.weight = weight;
        this.outcome = outcome;
        this.rule = rule;
        this.technology = technology;
        this.variant = variant;
        this.platform = platform;
    }

    /** A signal of a technology, and its mode or monitor if it tells that. */
    public static Signal of(
            Evidence evidence,
            Weight weight,
            Outcome outcome,
            Rule rule,
            Technology technology,
            @Nullable String variant) {
        return new Signal(evidence, weight, outcome, rule, technology, variant, null);
    }

    /** A signal that there is no layer of its kind. */
    public static Signal of(Evidence evidence, Outcome outcome, Rule rule) {
        return new Signal(evidence, Weight.NONE, outcome, rule, null, null, null);
    }

    /** A signal of a cloud or product that the machine is part of. */
    public static Signal of(Evidence evidence, Platform platform) {
        return new Signal(evidence, Weight.NONE, Outcome.DECIDED, Rule.CLOUDS_MAY_BE_METAL, null, null, platform);
    }

    /** Where it was read, what stood there, and who could have forged it. */
    public Evidence evidence() {
        return evidence;
    }

    /** How much it weighs. */
    public Weight weight() {
        return weight;
    }

    /** What became of it. */
    public Outcome outcome() {
        return outcome;
    }

    /** The rule by which that became of it. */
    public Rule rule() {
        return rule;
    }

    /** The technology that it speaks for, if it speaks for one. */
    public Optional<Technology> technology() {
        return Optional.ofNullable(technology);
    }

    /** The mode or the monitor that it tells, if it does. */
    public Optional<String> variant() {
        return Optional.ofNullable(variant);
    }

    /** The platform that it names, if it names one. */
    public Optional<Platform> platform() {
        return Optional.ofNullable(platform);
    }

    /** What it speaks for in short: {@code kvm/nitro}, {@code aws}, or {@code none}. */
    public String subject() {
        if (technology != null) {
            return technology.id() + (variant == null ? "" : "/" + variant);
        }
        return platform == null ? "none" : platform.id();
    }

    /** The outcome, what it speaks for, and the evidence. */
    @Override
    public String toString() {
        return outcome.id() + " " + subject() + " by rule " + rule.number() + ": " + evidence;
    }
}
