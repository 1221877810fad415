"""A model field that is declared, and never silently read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import IsNull
from django.db.models.query_utils import DeferredAttribute

from unhidden.vault import opening
from unhidden.vault.rings import Bearer
from unhidden.vault.sealing import SealedSlot

# Kinds of data; each sealed field says which it holds.
CATEGORIES = frozenset(
    {
        "identity",
        "contact",
        "narrative",
        "health",
        "immigration",
        "criminal",
        "third_party",
        "operational",
    }
)


class PlainTextRefused(TypeError):
    """Something that is not sealed was about to be kept in a sealed field."""


class NeverRead(TypeError):
    """A sealed value was about to be printed, compared or written out."""


class SealedFieldUsed(FieldError):
    """A query wanted to look into a sealed field."""


class SealedValue:
    """A value as it lies in the database: to be opened, or passed on, and no more."""

    __slots__ = ("_slot",)
    __hash__ = None  # type: ignore[assignment]  # not comparable

    def __init__(self, slot: SealedSlot) -> None:
        self._slot = slot

    @property
    def slot(self) -> SealedSlot:
        """The place and its bytes, for the vault."""
        return self._slot

    def open(self, by: Bearer) -> str:
        """The text, by a key ring or by an actor who carries one.

        Raises KeysLocked, NotForYou, SealBroken.
        """
        return opening.open_slots([self._slot], by=by)[0]

    def open_as(self, row: UUID, by: Bearer) -> str:
        """The text of what was sealed for ``row``, and is kept in this place.

        Raises as ``open`` does.
        """
        return opening.open_sealed_as(self._slot, row, by=by)

    def __repr__(self) -> str:
        return "<sealed>"

    def _never(self, *_: object) -> NoReturn:
        sentence = "A sealed value is opened with a key ring, and not otherwise."
        raise NeverRead(sentence)

    __str__ = __format__ = __reduce_ex__ = __bytes__ = _never
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _never


class _Attribute(DeferredAttribute):
    """Gives what the row holds as Sealed of this row; takes nothing but that."""

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        found = super().__get__(instance, cls)
        if instance is None or not isinstance(found, bytes):
            return found
        field: SealedField = self.field  # type: ignore[assignment]  # of this kind
        return SealedValue(field.slot_of(instance, bytes(found)))

    def __set__(self, instance: models.Model, value: object) -> None:
        field: SealedField = self.field  # type: ignore[assignment]  # of this kind
        instance.__dict__[field.attname] = field.checked(value, instance)


class _Unlocated(bytes):
    """Straight from the database: the attribute adds which row it is of."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<sealed>"


class _SealedColumn(Col):
    """The column in a query: it may be fetched, and nothing is asked of it by name."""

    def resolve_expression(self, *_: Any, **__: Any) -> NoReturn:
        raise SealedFieldUsed(_refusal(self.target))


class _IsNothing(IsNull):
    """Whether there is something: the one question that a sealed column answers."""

    def process_lhs(self, compiler: Any, connection: Any, lhs: Any = None) -> Any:
        return compiler.compile(self.lhs)


if TYPE_CHECKING:
    _Bytes = models.BinaryField[Any, Any]
else:
    _Bytes = models.BinaryField


class SealedField(_Bytes):
    """Bytes that ``seal_field`` made, of one of the CATEGORIES of data."""

    descriptor_class = _Attribute

    def __init__(self, *args: Any, category: str, **kwargs: Any) -> None:
        if category not in CATEGORIES:
            raise ValueError(category)
        self.category = category
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "category": self.category}

    def slot_of(self, instance: models.Model, content: bytes = b"") -> SealedSlot:
        """This field's place in the row; raises TypeError for a key that is no UUID."""
        row, column = instance.pk, self.column
        if not isinstance(row, UUID) or column is None:
            sentence = f"{self.name} must be a field of a row with a key of its own."
            raise TypeError(sentence)
        return SealedSlot(instance._meta.db_table, column, row, content)

    def checked(self, value: object, instance: models.Model) -> _Unlocated | None:
        """The bytes of a SealedValue of this very place; raises PlainTextRefused."""
        if value is None or isinstance(value, _Unlocated):
            return value
        if not isinstance(value, SealedValue):
            sentence = f"{self.name} takes what seal_field gives, and nothing else."
            raise PlainTextRefused(sentence)
        slot = value.slot
        if self.slot_of(instance).bound_to != slot.bound_to:
            sentence = f"This was sealed for another place than {self.name}."
            raise PlainTextRefused(sentence)
        return _Unlocated(slot.content)

    def from_db_value(self, value: Any, *_: object) -> _Unlocated | None:
        return None if value is None else _Unlocated(value)

    def get_default(self) -> None:
        """Nothing: an empty value is no sealed one."""

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, _Unlocated):
            return value
        if isinstance(value, SealedValue):
            return _Unlocated(value.slot.content)
        raise PlainTextRefused

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return model_instance.__dict__[self.attname]

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return _IsNothing
        raise SealedFieldUsed(_refusal(self))

    def get_transform(self, lookup_name: str) -> NoReturn:
        raise SealedFieldUsed(_refusal(self))

    def get_col(self, alias: str | None, output_field: Any = None) -> Any:
        return _SealedColumn(alias, self, output_field)  # type: ignore[arg-type]  # may

    def value_to_string(self, obj: models.Model) -> NoReturn:
        raise NeverRead

    def value_from_object(self, obj: models.Model) -> NoReturn:
        raise NeverRead


def _refusal(field: Any) -> str:
    return f"{field.name} is sealed: nothing can be filtered or ordered by it."
