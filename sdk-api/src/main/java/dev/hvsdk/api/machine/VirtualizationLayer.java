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
 * One layer of virtualization that the observed system runs in, with the evidence for it.
 *
 * <p>A system in Docker in a KVM guest has two: first KVM, then Docker, outermost first. Built by {@link #builder}, because
 * later versions will know more about a layer. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VirtualizationLayer {
    private final Technology technology;
    private final @Nullable String variant;
    private final Approach approach;
    private final @Nullable VmmKind vmm;
    private final LayerRole role;
    private final Confidence confidence;
    private final List<Evidence> evidence;

    private VirtualizationLayer(Builder builder) {
        technology = builder.technology;
        variant = builder.variant;
        approach = builder.approach;
        vmm = builder.vmm;
        role = builder.role;
        confidence = builder.confidence;
        evidence = List.copyOf(builder.evidence);
    }

    /** Starts a layer of this technology, with its default approach, as a guest, and {@link Confidence#CERTAIN}. */
    public static Builder builder(Technology technology) {
        return new Builder(technology);
    }

    /** The technology whose guest (or host) the observed system is. */
    public Technology technology() {
        return technology;
    }

    /**
     * The mode of the technology, or the monitor that drives it: {@code pv}, {@code pvh}, {@code hvm} and {@code dom0} of Xen,
     * {@code firecracker} or {@code nitro} of KVM, {@code wsl2}; empty where there is none or it is not known.
     */
    public Optional<String> variant() {
        return Optional.ofNullable(variant);
    }

    /** How this layer virtualizes, which overrules the technology's default. */
    public Approach approach() {
        return approach;
    }

    /** Where the monitor of this layer sits; empty for containers, and where it is not known. */
    public Optional<VmmKind> vmm() {
        return Optional.ofNullable(vmm);
    }

    /** Whether the observed system is a guest of the layer or its privileged host. */
    public LayerRole role() {
        return role;
    }

    /** How sure this is. */
    public Confidence confidence() {
        return confidence;
    }

    /** What it rests on, strongest first; never empty. */
    public List<Evidence> evidence() {
        return evidence;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VirtualizationLayer that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {technology, variant, approach, vmm, role, confidence, evidence};
    }

    /** Such as {@code kvm (firecracker), full, certain}. */
    @Override
    public String toString() {
        String name = variant == null ? technology.id() : technology.id() + " (" + variant + ")";
        return name + ", " + approach.id() + ", " + confidence.id();
    }

    /** Collects what is known of a layer. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final Technology technology;
        private final List<Evidence> evidence = new ArrayList<>();
        private @Nullable String variant;
        private Approach approach;
        private @Nullable VmmKind vmm;
        private LayerRole role = LayerRole.GUEST;
        private Confidence confidence = Confidence.CERTAIN;

        private Builder(Technology technology) {
            this.technology = technology;
            this.approach = technology.approach();
            this.vmm = technology.vmm().orElse(null);
        }

        /** Names the mode of the technology or its monitor. */
        public Builder variant(String variant) {
            this.variant = variant;
            return this;
        }

        /** Overrules the technology's default approach. */
        public Builder approach(Approach approach) {
            this.approach = approach;
            return this;
        }

        /** Overrules where the technology's monitor sits by default. */
        public Builder vmm(VmmKind vmm) {
            this.vmm = vmm;
            return this;
        }

        /** Says on which side the observed system stands; {@link LayerRole#GUEST} unless called. */
        public Builder role(LayerRole role) {
            this.role = role;
            return this;
        }

        /** Says how sure this is; {@link Confidence#CERTAIN} unless called. */
        public Builder confidence(Confidence confidence) {
            this.confidence = confidence;
            return this;
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

        /**
         * The layer.
         *
         * @throws IllegalStateException if no evidence was given: a layer without evidence is a guess
         */
        public VirtualizationLayer build() {
            if (evidence.isEmpty()) {
                throw new IllegalStateException("a virtualization layer needs evidence: " + technology);
            }
            return new VirtualizationLayer(this);
        }
    }
}
