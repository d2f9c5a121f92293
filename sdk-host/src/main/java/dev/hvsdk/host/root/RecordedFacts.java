/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Facts that were recorded earlier or written down by hand: those of a captured host, or of a test.
 *
 * <p>Whatever was not recorded is {@link Fact.Reason#NOT_CAPTURED}. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RecordedFacts implements HostFacts {
    private final Map<String, Object> facts;

    private RecordedFacts(Map<String, Object> facts) {
        this.facts = Map.copyOf(facts);
    }

    /** Starts a recording that holds nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** A recording that holds nothing. */
    public static RecordedFacts none() {
        return builder().build();
    }

    /**
     * The facts in a {@code host.json}.
     *
     * @throws InvalidCaptureException if it is damaged or of a newer format
     */
    public static RecordedFacts ofJson(byte[] json) {
        Builder facts = builder();
        try {
            HostJson.read(json, facts);
        } catch (HostJson.DamagedException e) {
            throw new InvalidCaptureException(Path.of("host.json"), String.valueOf(e.getMessage()), e);
        }
        return facts.build();
    }

    private <T> Fact<T> fact(String key, Class<T> type) {
        Object value = facts.get(key);
        if (value instanceof Fact.Unknown<?> problem) {
            return Fact.unknown(problem.reason(), problem.detail());
        }
        return type.isInstance(value)
                ? Fact.known(type.cast(value))
                : Fact.unknown(Fact.Reason.NOT_CAPTURED, "the capture does not hold " + key);
    }

    @Override
    public Fact<CpuidLeaf> cpuid(int leaf, int subleaf) {
        return fact(cpuidKey(leaf, subleaf), CpuidLeaf.class);
    }

    @Override
    public Fact<Long> msr(int index) {
        return fact(msrKey(index), Long.class);
    }

    @Override
    public Fact<String> machine() {
        return fact("machine", String.class);
    }

    @Override
    public Fact<String> operatingSystem() {
        return fact("operating system", String.class);
    }

    @Override
    public Fact<String> dmi(String field) {
        return fact("dmi " + field, String.class);
    }

    @Override
    public Fact<Long> namespace(String kind) {
        return fact("namespace " + kind, Long.class);
    }

    @Override
    public Fact<Integer> uid() {
        return fact("uid", Integer.class);
    }

    @Override
    public Fact<KvmProbe> kvm() {
        return fact("kvm", KvmProbe.class);
    }

    @Override
    public Fact<DeviceAccess> kvmAccess() {
        return fact("kvm access", DeviceAccess.class);
    }

    @Override
    public Fact<String> sysctl(String name) {
        return fact("sysctl " + name, String.class);
    }

    @Override
    public Fact<String> zoneName() {
        return fact("zone name", String.class);
    }

    @Override
    public Fact<String> environment(String name) {
        return fact("environment " + name, String.class);
    }

    private static String cpuidKey(int leaf, int subleaf) {
        return "CPUID leaf 0x" + Integer.toHexString(leaf) + " sub-leaf " + subleaf;
    }

    private static String msrKey(int index) {
        return "MSR 0x" + Integer.toHexString(index);
    }

    /** Collects facts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final Map<String, Object> facts = new HashMap<>();

        private Builder() {}

        /** Records a CPUID leaf. */
        public Builder cpuid(int leaf, int subleaf, CpuidLeaf registers) {
            return put(cpuidKey(leaf, subleaf), registers);
        }

        /** Records a model-specific register. */
        public Builder msr(int index, long value) {
            return put(msrKey(index), value);
        }

        /** Records the architecture by the kernel's name. */
        public Builder machine(String machine) {
            return put("machine", machine);
        }

        /** Records the operating system by the name that {@code uname -s} prints. */
        public Builder operatingSystem(String name) {
            return put("operating system", name);
        }

        /** Records a DMI string. */
        public Builder dmi(String field, String value) {
            return put("dmi " + field, value);
        }

        /** Records the inode number of a namespace. */
        public Builder namespace(String kind, long inode) {
            return put("namespace " + kind, inode);
        }

        /** Records the effective user id. */
        public Builder uid(int uid) {
            return put("uid", uid);
        }

        /** Records what {@code /dev/kvm} answered. */
        public Builder kvm(KvmProbe probe) {
            return put("kvm", probe);
        }

        /** Records who may open {@code /dev/kvm}. */
        public Builder kvmAccess(DeviceAccess access) {
            return put("kvm access", access);
        }

        /** Records why {@code /dev/kvm} could not be asked, which tells a missing permission from a missing device. */
        public Builder kvmProblem(Fact.Reason reason, String detail) {
            return put("kvm", new Fact.Unknown<KvmProbe>(reason, detail));
        }

        /** Records a value of {@code sysctl}. */
        public Builder sysctl(String name, String value) {
            return put("sysctl " + name, value);
        }

        /** Records what {@code zonename} printed. */
        public Builder zoneName(String name) {
            return put("zone name", name);
        }

        /** Records a variable of the environment. */
        public Builder environment(String name, String value) {
            return put("environment " + name, value);
        }

        private Builder put(String key, Object value) {
            facts.put(key, value);
            return this;
        }

        /** The recording. */
        public RecordedFacts build() {
            return new RecordedFacts(facts);
        }
    }
}
