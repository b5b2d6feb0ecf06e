package dev.throng.runner.java;

import dev.throng.scenario.spi.Checkpoint;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;

/**
 * Classes as they are loaded: a look at {@link Checkpoint} at the beginning of every method and on every way back, so that
 * a loop or a recursion without end can be ended; and the words that would end the JVM, or print without end, go there.
 */
final class CodeInstrumenter {
    private static final ClassDesc CHECKPOINT = ClassDesc.of(Checkpoint.class.getName());
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final ClassDesc PRINTER = ClassDesc.of("java.io.PrintStream");
    private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
    private static final ClassDesc THROWABLE = ClassDesc.of("java.lang.Throwable");

    private CodeInstrumenter() {}

    static byte[] of(byte[] compiled, ClassLoader loader) {
        ClassFile files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver())));
        return files.transformClass(
                files.parse(compiled), ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Body::new)));
    }

    /** One method's body. */
    private static final class Body implements CodeTransform {
        private final Set<Label> passed = new HashSet<>();

        @Override
        public void atStart(CodeBuilder builder) {
            builder.invokestatic(CHECKPOINT, "pass", NOTHING);
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            switch (element) {
                case LabelTarget target -> {
                    passed.add(target.label());
                    builder.with(target);
                }
                case BranchInstruction branch
                when passed.contains(branch.target()) -> {
                    builder.invokestatic(CHECKPOINT, "pass", NOTHING);
                    builder.with(branch);
                }
                case InvokeInstruction call
                when isCall(call, "java/lang/System", "exit") ->
                    builder.invokestatic(
                            CHECKPOINT, "exit", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));
                case InvokeInstruction call
                when isCall(call, "java/lang/Runtime", "exit") || isCall(call, "java/lang/Runtime", "halt") ->
                    builder.invokestatic(
                            CHECKPOINT,
                            "exit",
                            MethodTypeDesc.of(ConstantDescs.CD_void, RUNTIME, ConstantDescs.CD_int));
                case InvokeInstruction call
                when call.name().equalsString("printStackTrace") && call.type().equalsString("()V") ->
                    builder.invokestatic(CHECKPOINT, "print", MethodTypeDesc.of(ConstantDescs.CD_void, THROWABLE));
                case FieldInstruction field
                when isOutput(field) -> builder.invokestatic(CHECKPOINT, "output", MethodTypeDesc.of(PRINTER));
                default -> builder.with(element);
            }
        }

        private static boolean isCall(InvokeInstruction call, String owner, String name) {
            return call.owner().asInternalName().equals(owner) && call.name().equalsString(name);
        }

        private static boolean isOutput(FieldInstruction field) {
            return field.opcode() == java.lang.classfile.Opcode.GETSTATIC
                    && field.owner().asInternalName().equals("java/lang/System")
                    && (field.name().equalsString("out") || field.name().equalsString("err"));
        }
    }
}
